import type { StoredEvent } from '../events/event.ts'
import { evaluateCel } from './evaluate-cel.ts'

/** Only `true` is a match: an expression that fails on an event, or gives something else, is not. */
export function matchesCel(expression: string, event: StoredEvent, async?: StoredEvent): boolean {
  try {
    return evaluateCel(expression, event, async) === true
  } catch {
    return false
  }
}
