import { evaluateCel } from '../cel/evaluate-cel.ts'
import type { StoredEvent } from '../events/event.ts'
import type { AppFunction } from '../sync/app-function.ts'

const MOST_SECONDS = 12 * 60 * 60
const SECOND_MS = 1000

/** How much earlier a run counts as queued; below 0, so much later. What gives no whole number gives none. */
export function priorityOf({ priority }: AppFunction, event: StoredEvent): number {
  if (priority === null) return 0
  try {
    const value = evaluateCel(priority, event)
    // Numbers that an event carries are not whole to CEL; those that the expression spells out are.
    return typeof value === 'bigint'
      ? Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, Number(value))) * SECOND_MS
      : 0
  } catch {
    return 0
  }
}
