import type { ASTNode } from '@marcbachmann/cel-js'
import type { StoredEvent } from '../events/event.ts'
import { parseCel } from './parse-cel.ts'

/** What an event that arrives must have at a path for an expression to be true of it. */
export interface Match {
  path: readonly string[]
  key: string
}

interface Equality {
  event: string[]
  async: string[]
}

const MAX_REMEMBERED = 1000
const remembered = new Map<string, Equality | null>()

/**
 * Of `event.data.x == async.data.x`, alone or as part of an and: then only those who wait for the same value need
 * be asked, however many wait. `null` where an expression says nothing of the kind.
 */
export function matchOf(expression: string | null, event: StoredEvent): Match | null {
  const equality = expression === null ? null : equalityOf(expression)
  const key = equality && keyAt(event, equality.event)
  return equality && key ? { path: equality.async, key } : null
}

/** What stands at the path, as text that is the same for equal values; `null` for lists and objects. */
export function keyAt(event: StoredEvent, path: readonly string[]): string | null {
  let value: unknown = event
  for (const name of path) {
    const isObject = typeof value === 'object' && value !== null
    value = isObject && Object.hasOwn(value as object, name) ? (value as Record<string, unknown>)[name] : null
  }
  if (value === null || value === undefined) return 'null'
  return typeof value === 'object' ? null : `${typeof value} ${value as string | number | boolean}`
}

function equalityOf(expression: string): Equality | null {
  const known = remembered.get(expression)
  if (known !== undefined) return known
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  const found = findEquality(parseCel(expression).ast)
  remembered.set(expression, found)
  return found
}

function findEquality(node: ASTNode): Equality | null {
  if (node.op === '&&') return findEquality(node.args[0]) ?? findEquality(node.args[1])
  if (node.op !== '==') return null
  const [left, right] = [pathOf(node.args[0]), pathOf(node.args[1])]
  if (!left || !right) return null
  const paths = { [left.root]: left.path, [right.root]: right.path }
  return paths['event'] && paths['async'] ? { event: paths['event'], async: paths['async'] } : null
}

function pathOf(node: ASTNode): { root: string; path: string[] } | null {
  if (node.op === 'id') return { root: node.args, path: [] }
  if (node.op !== '.' && node.op !== '[]') return null
  const [object, key] = node.args
  const name = typeof key === 'string' ? key : key.op === 'value' ? key.args : undefined
  const before = pathOf(object)
  return before && typeof name === 'string' ? { root: before.root, path: [...before.path, name] } : null
}
