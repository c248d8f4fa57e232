import type { Node } from 'oxc-parser'
import { type FunctionNode, isFunction, unwrap } from './ast.ts'
import { initOf } from './constant-of.ts'
import type { SourceFile } from './source-file.ts'

/** The function that an expression is, or names in this file. */
export function functionOf(source: SourceFile, node: Node): FunctionNode | null {
  const bare = unwrap(node)
  if (isFunction(bare)) return bare
  if (bare.type !== 'Identifier') return null
  const definition = source.definitionOf(bare)
  if (definition?.kind === 'FunctionName' && isFunction(definition.node)) return definition.node
  const init = initOf(source, bare)
  return init ? functionOf(source, init) : null
}
