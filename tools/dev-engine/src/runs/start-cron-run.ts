import type { EngineContext } from '../context.ts'
import { storedEvent } from './accept-event.ts'
import { triggerFunction } from './trigger-function.ts'

/** A tick is for its one function, so its event triggers nothing else. */
export function startCronRun(context: EngineContext, functionId: string, cron: string, at: number): void {
  const found = context.registry.find(functionId)
  if (!found) return
  // Without jitter, both are the tick.
  const scheduledAt = new Date(at).toISOString().replace('.000Z', 'Z')
  const data = { cron, scheduledAt, fireAt: scheduledAt }
  const event = storedEvent(context, { name: 'inngest/scheduled.timer', data })
  context.store.transaction(() => {
    context.store.events.save(event)
    triggerFunction(context, found.fn, event)
  })
}
