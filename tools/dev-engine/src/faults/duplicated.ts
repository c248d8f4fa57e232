import type { NewEvent } from '../events/event.ts'
import type { Accept } from '../runs/receive-events.ts'
import type { Place } from './fault.ts'

/** The events arrive twice, as from a sender that did not hear the first answer. */
export interface Duplicated {
  fault: 'duplicated'
  delivery: Place
  what?: string
}

export function deliverTwice(events: readonly NewEvent[], accept: Accept): string[] {
  const ids = accept(events)
  accept(events)
  return ids
}
