import type { ASTNode } from '@marcbachmann/cel-js'
import { childrenOf } from './children-of.ts'

/** Every path below one of `roots` that the expression reads, but those it guards with `has()`. */
export function eventPaths(ast: ASTNode, roots: readonly string[]): string[][] {
  const guarded = new Set(pathsIn(ast, 'guarded').map(String))
  return pathsIn(ast, 'read').filter((path) => roots.includes(path[0] ?? '') && !guarded.has(String(path)))
}

function pathsIn(node: ASTNode, kind: 'read' | 'guarded', isGuarded = false): string[][] {
  const path = pathOf(node)
  if (path) return isGuarded === (kind === 'guarded') ? [path] : []
  const isHas = node.op === 'call' && node.args[0] === 'has'
  return childrenOf(node).flatMap((child) => pathsIn(child, kind, isHas))
}

function pathOf(node: ASTNode): string[] | undefined {
  if (node.op === 'id') return [node.args]
  if (node.op !== '.' && node.op !== '[]') return undefined
  const [object, key] = node.args
  const name = typeof key === 'string' ? key : key.op === 'value' ? key.args : undefined
  const path = pathOf(object)
  return path && typeof name === 'string' ? [...path, name] : undefined
}
