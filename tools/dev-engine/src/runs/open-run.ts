import { matchOf } from '../cel/match-of.ts'
import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import { DISCOVERY } from '../execution/discovery.ts'
import { momentOf } from '../execution/moment-of.ts'
import { queueCall } from '../execution/queue-call.ts'
import { keyOf } from '../flow/key-of.ts'
import { priorityOf } from '../flow/priority-of.ts'
import type { AppFunction } from '../sync/app-function.ts'
import { slotsOf } from './slots-of.ts'

const YEAR = '365d'

export interface Opening {
  /** The singleton that the run is to hold. */
  singletonKey: string | null
  isBatch: boolean
}

/** Call it inside a transaction. Gives the id of the run. */
export function openRun(
  context: EngineContext,
  fn: AppFunction,
  events: readonly StoredEvent[],
  { singletonKey, isBatch }: Opening,
): string {
  const [event] = events
  if (!event) throw new Error(`a run of ${fn.id} was opened without an event`)
  const { store, clock, newId, log } = context
  const runId = newId()
  const now = clock.now()
  // An event that is dated ahead delays its run; one of a batch does not.
  const startedAt = isBatch ? now : Math.max(now, event.ts)
  store.runs.save({
    runId,
    functionId: fn.id,
    eventIds: events.map(({ internalId }) => internalId),
    isBatch,
    queuedAt: now,
    startedAt,
    slots: slotsOf(fn, event),
    throttleKey: throttleKeyOf(fn, event),
    singletonKey,
    priorityMs: priorityOf(fn, event),
  })
  if (singletonKey !== null) store.singletons.hold(singletonKey, runId)
  if (!isBatch) watchFor(context, fn, runId, event)
  queueCall(context, {
    runId,
    stepId: DISCOVERY,
    attempt: 0,
    isRace: false,
    dueAt: startedAt,
    isLetIn: false,
  })
  const ids = { run_id: runId, function_id: fn.id, event_id: event.internalId }
  log({ level: 'info', message: 'run started', ...ids })
  return runId
}

/** What may cancel the run before it has started. On the server, nothing does that to a batch. */
function watchFor({ store, clock }: EngineContext, fn: AppFunction, runId: string, event: StoredEvent): void {
  const now = clock.now()
  for (const { event: eventName, if: expression, timeout } of fn.cancelOn) {
    const expiresAt = momentOf(timeout ?? YEAR, now)
    const match = matchOf(expression, event)
    store.listeners.save({ runId, stepId: null, eventName, expression, match, expiresAt })
  }
  if (fn.startTimeoutMs) store.jobs.save({ kind: 'start-timeout', runId, dueAt: now + fn.startTimeoutMs })
}

function throttleKeyOf({ id, throttle }: AppFunction, event: StoredEvent): string | null {
  if (!throttle) return null
  const key = keyOf(id, throttle.key, event)
  return `throttle ${key.kind === 'key' ? key.text : `${id} ${key.kind}`}`
}
