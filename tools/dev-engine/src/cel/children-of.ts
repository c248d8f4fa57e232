import type { ASTNode } from '@marcbachmann/cel-js'

export function childrenOf(node: ASTNode): ASTNode[] {
  return nodesAmong(node.args)
}

function nodesAmong(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(nodesAmong)
  return typeof args === 'object' && args !== null && 'op' in args ? [args as ASTNode] : []
}
