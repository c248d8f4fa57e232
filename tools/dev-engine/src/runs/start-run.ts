import { DISCOVERY } from '../execution/discovery.ts'
import { momentOf } from '../execution/moment-of.ts'
import { appError } from '../execution/read-answer.ts'
import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import type { AppFunction } from '../sync/app-function.ts'
import { answerInvoker } from './answer-invoker.ts'
import { isFirst } from './is-first.ts'
import { slotsOf } from './slots-of.ts'

const YEAR = '365d'
// To the server, idempotency is a rate limit of one a day.
const RATE_LIMITED = { status: 'Failed', error: appError('invoked function is rate limited') } as const

/** Starts nothing when the event or its idempotency key was seen in the last 24 hours. */
export function startRun(context: EngineContext, fn: AppFunction, event: StoredEvent): void {
  const { store, clock, newId, log } = context
  if (!isFirst(context, fn, event)) {
    answerInvoker(context, fn.id, event, RATE_LIMITED)
    return
  }

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
  store.jobs.save({ kind: 'call', runId, stepId: DISCOVERY, attempt: 0, isRace: 0, dueAt: startedAt })
  log({ level: 'info', message: 'run started', ...ids })
}
