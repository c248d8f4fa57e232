import type { Node } from 'oxc-parser'
import { isFunction } from '../source/ast.ts'
import type { DurableFile } from './durable-file.ts'
import { isReachedFrom } from './is-reached-from.ts'

/** Whether a step can come after a node, so that what stands there runs again: one further on, or any in a loop around both. */
export function isBeforeStep(file: DurableFile, node: Node): boolean {
  const body = file.bodyAround(node)
  if (!body) return false
  if (
    file
      .stepsIn(body)
      .some(({ call }) => file.source.isInside(node, call) || isReachedFrom(file.source, node, call))
  ) {
    return true
  }
  for (const at of file.source.ancestorsOf(node)) {
    if (at === body) return false
    // Called from elsewhere, and in what repeats, the order of the text says nothing.
    if ((isFunction(at) || REPEATS.has(at.type)) && file.stepsIn(body).length > 0) {
      return isFunction(at) || file.stepsIn(at).length > 0
    }
  }
  return false
}

const REPEATS = new Set<string>([
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'WhileStatement',
  'DoWhileStatement',
])
