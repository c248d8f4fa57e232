import type { CallExpression, Node } from 'oxc-parser'
import { type FunctionNode, isFunction } from '../source/ast.ts'
import { childrenOf } from '../source/source-file.ts'
import type { DurableFile } from './durable-file.ts'

/** What a function does when it is called: what it hands out to be called later is left out, callbacks are not. */
export function ownCallsIn({ source }: DurableFile, fn: FunctionNode): CallExpression[] {
  const visit = (node: Node): CallExpression[] => {
    const host = isFunction(node) ? source.parentOf(node) : null
    if (host && host.type !== 'CallExpression' && host.type !== 'NewExpression') return []
    const own = node.type === 'CallExpression' ? [node] : []
    return [...own, ...childrenOf(node).flatMap(visit)]
  }
  return childrenOf(fn).flatMap(visit)
}
