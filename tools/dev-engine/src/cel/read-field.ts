import type { ASTNode } from '@marcbachmann/cel-js'
import type { Scope } from './evaluate-node.ts'
import { MISSING, UNSET } from './missing.ts'

type FieldNode = Extract<ASTNode, { op: '.' | '[]' }>

export function readField(node: FieldNode, scope: Scope, valueOf: (node: ASTNode) => unknown): unknown {
  const [object, key] = node.args
  const value = fieldOf(valueOf(object), typeof key === 'string' ? key : valueOf(key))
  return value === MISSING && scope.async && rootOf(node) === 'event' ? UNSET : value
}

function fieldOf(object: unknown, key: unknown): unknown {
  if (Array.isArray(object)) {
    const index = typeof key === 'bigint' || typeof key === 'number' ? Number(key) : Number.NaN
    return index in object ? object[index] : MISSING
  }
  if (typeof object !== 'object' || object === null || typeof key !== 'string') return MISSING
  return Object.hasOwn(object, key) ? ((object as Record<string, unknown>)[key] ?? null) : MISSING
}

function rootOf(node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args
  return node.op === '.' || node.op === '[]' ? rootOf(node.args[0]) : undefined
}
