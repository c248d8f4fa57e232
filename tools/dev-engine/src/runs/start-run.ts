import { DISCOVERY } from '../execution/discovery.ts'
import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import type { AppFunction } from '../sync/app-function.ts'
import { isFirst } from './is-first.ts'
import { slotsOf } from './slots-of.ts'

/** Starts nothing when the event or its idempotency key was seen in the last 24 hours. */
export function startRun(context: EngineContext, fn: AppFunction, event: StoredEvent): void {
  const { store, clock, newId, log } = context
  if (!isFirst(context, fn, event)) return

  const runId = newId()
  const startedAt = Math.max(clock.now(), event.ts)
  const ids = { run_id: runId, function_id: fn.id, event_id: event.internalId }
  store.runs.save({
    runId,
    functionId: fn.id,
    eventId: event.internalId,
    startedAt,
    slots: slotsOf(fn, event),
  })
  store.jobs.save({ kind: 'call', runId, stepId: DISCOVERY, attempt: 0, isRace: 0, dueAt: startedAt })
  log({ level: 'info', message: 'run started', ...ids })
}
