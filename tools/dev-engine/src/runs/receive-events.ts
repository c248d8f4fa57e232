import type { EngineContext } from '../context.ts'
import { InvalidEvents } from '../events/invalid-events.ts'
import { parseEvents } from '../events/parse-events.ts'
import { acceptEvent } from './accept-event.ts'

/** Throws at the first invalid event; those before it stay accepted. */
export function receiveEvents(context: EngineContext, body: unknown): { ids: string[] } {
  const { events, fault } = parseEvents(body)
  const ids = context.store.transaction(() => events.map((event) => acceptEvent(context, event)))
  if (fault) throw new InvalidEvents(fault)
  return { ids }
}
