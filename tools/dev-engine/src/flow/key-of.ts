import { evaluateCel } from '../cel/evaluate-cel.ts'
import type { StoredEvent } from '../events/event.ts'

export type Key = { kind: 'key'; text: string } | { kind: 'none' } | { kind: 'fault' }

/** What an option's `key` gives for an event. On the server `false` frees the event from the option. */
export function keyOf(functionId: string, expression: string | null, event: StoredEvent): Key {
  if (expression === null) return { kind: 'key', text: functionId }
  try {
    const value = evaluateCel(expression, event)
    if (value === false) return { kind: 'none' }
    return { kind: 'key', text: `${functionId} ${textOf(value)}` }
  } catch {
    return { kind: 'fault' }
  }
}

function textOf(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? Number(part) : part)) ?? 'null'
  )
}
