import { applyCel } from './apply-cel.ts'
import { MISSING } from './missing.ts'

/** `+`: what is missing adds nothing, and what cannot be added up is joined as text, an int and a double too. */
export function joinValues(left: unknown, right: unknown): unknown {
  if (left === MISSING) return right
  if (right === MISSING) return left
  const sum = applyCel('a0 + a1', [left, right])
  return sum === MISSING ? textOf(left) + textOf(right) : sum
}

function textOf(value: unknown): string {
  if (value === null) return '<nil>'
  return typeof value === 'string' ? value : JSON.stringify(value, (_, part) => plain(part))
}

function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value
}
