import { evaluateCel } from '../cel/evaluate-cel.ts'
import type { StoredEvent } from '../events/event.ts'
import type { AppFunction, ConcurrencyLimit } from '../sync/app-function.ts'

/** One slot per concurrency limit: calls that share a slot count against its limit together. */
export function slotsOf(fn: AppFunction, event: StoredEvent): string[] {
  return fn.concurrency.map((limit, index) => {
    // Those of scope `env` and `account` are shared by every function that has the same key.
    const owner = limit.scope === 'fn' ? `${fn.id}:${index}` : ''
    return `${limit.scope}:${owner}:${slotKey(limit, event)}`
  })
}

function slotKey({ key }: ConcurrencyLimit, event: StoredEvent): string {
  if (key === null) return ''
  try {
    return String(evaluateCel(key, event))
  } catch {
    return ''
  }
}
