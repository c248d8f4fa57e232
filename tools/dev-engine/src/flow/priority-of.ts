import { evaluateCel } from '../cel/evaluate-cel.ts'
import type { StoredEvent } from '../events/event.ts'
import type { AppFunction } from '../sync/app-function.ts'

const MOST_SECONDS = 12 * 60 * 60
const SECOND_MS = 1000

/** How much earlier a run counts as queued. On the server, what gives no whole number gives none. */
export function priorityOf({ priority }: AppFunction, event: StoredEvent): number {
  if (priority === null) return 0
  try {
    const value = evaluateCel(priority, event)
    const isWhole = typeof value === 'bigint' || Number.isInteger(value)
    return isWhole ? Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, Number(value))) * SECOND_MS : 0
  } catch {
    return 0
  }
}
