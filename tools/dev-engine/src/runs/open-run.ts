import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import { DISCOVERY } from '../execution/discovery.ts'
import { momentOf } from '../execution/moment-of.ts'
import type { AppFunction } from '../sync/app-function.ts'
import { slotsOf } from './slots-of.ts'

const YEAR = '365d'

/** Call it inside a transaction. Gives the id of the run. */
export function openRun(context: EngineContext, fn: AppFunction, event: StoredEvent): string {
  const { store, clock, newId, log } = context
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
  for (const { event: eventName, if: expression, timeout } of fn.cancelOn) {
    const expiresAt = momentOf(timeout ?? YEAR, clock.now())
    store.listeners.save({ runId, stepId: null, eventName, expression, expiresAt })
  }
  store.jobs.save({ kind: 'call', runId, stepId: DISCOVERY, attempt: 0, isRace: false, dueAt: startedAt })
  log({ level: 'info', message: 'run started', ...ids })
  return runId
}
