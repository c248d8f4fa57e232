import type { EngineContext } from '../context.ts'
import type { NewEvent } from '../events/event.ts'
import { InvalidEvents } from '../events/invalid-events.ts'
import { parseEvents } from '../events/parse-events.ts'
import { acceptEvent } from './accept-event.ts'

/** Takes events in, in this order, and gives their internal ids. */
export type Accept = (events: readonly NewEvent[]) => string[]

/** How sent events come in. A wrapper may duplicate or reorder them; it gives an id for each that was sent. */
export type Deliver = (events: readonly NewEvent[], accept: Accept) => string[]

/** Throws at the first invalid event; those before it stay accepted. */
export function receiveEvents(context: EngineContext, deliver: Deliver, body: unknown): { ids: string[] } {
  const { events, fault } = parseEvents(body)
  const ids = deliver(events, (delivered) =>
    context.store.transaction(() => delivered.map((event) => acceptEvent(context, event))),
  )
  if (fault) throw new InvalidEvents(fault)
  return { ids }
}
