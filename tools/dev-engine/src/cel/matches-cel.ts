import type { StoredEvent } from '../events/event.ts'
import { evaluateCel } from './evaluate-cel.ts'

/** Only `true` is a match: an expression that fails on an event, or gives something else, is not. */
export function matchesCel(expression: string, event: StoredEvent): boolean {
  try {
    return evaluateCel(expression, event) === true
  } catch {
    return false
  }
}
