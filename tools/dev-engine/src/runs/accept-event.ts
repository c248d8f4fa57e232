import { matchesCel } from '../cel/matches-cel.ts'
import type { EngineContext } from '../context.ts'
import type { NewEvent, StoredEvent } from '../events/event.ts'
import { invocationOf } from '../events/invocation.ts'
import { matchesName } from '../events/matches-name.ts'
import type { AppFunction } from '../sync/app-function.ts'
import { hearEvent } from './hear-event.ts'
import { triggerFunction } from './trigger-function.ts'

/** Stores the event, tells who listens for it, starts what it triggers. Call it inside a transaction. */
export function acceptEvent(context: EngineContext, sent: NewEvent): string {
  const { store, registry } = context
  const event = storedEvent(context, sent)
  store.events.save(event)
  // Before it starts anything: no run hears the event that started it.
  hearEvent(context, event)
  for (const fn of registry.functions()) {
    if (isTriggered(fn, event)) triggerFunction(context, fn, event)
  }
  return event.internalId
}

export function storedEvent({ newId, clock }: EngineContext, sent: NewEvent): StoredEvent {
  const internalId = newId()
  const now = clock.now()
  return {
    internalId,
    id: sent.id || internalId,
    name: sent.name,
    data: sent.data ?? null,
    ts: sent.ts || now,
    user: sent.user ?? {},
    v: sent.v ?? null,
    receivedAt: now,
  }
}

function isTriggered({ id, triggers }: AppFunction, event: StoredEvent): boolean {
  if (invocationOf(event, id)) return true
  return triggers.some(
    (trigger) =>
      'event' in trigger &&
      matchesName(trigger.event, event.name) &&
      (!trigger.expression || matchesCel(trigger.expression, event)),
  )
}
