import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import { appError } from '../execution/read-answer.ts'
import { debounceRun } from '../flow/debounce-run.ts'
import { keyOf } from '../flow/key-of.ts'
import { takeRate } from '../flow/take-rate.ts'
import type { AppFunction } from '../sync/app-function.ts'
import { answerInvoker } from './answer-invoker.ts'
import { cancelRun } from './cancel-run.ts'
import { openRun } from './open-run.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const RATE_LIMITED = { status: 'Failed', error: appError('invoked function is rate limited') } as const

/** In the server's order: rate limit, debounce, singleton, event id. Call it inside a transaction. */
export function scheduleRun(
  context: EngineContext,
  fn: AppFunction,
  events: readonly StoredEvent[],
  from: 'event' | 'debounce' | 'batch',
): void {
  const [event] = events
  if (!event) return
  if (from === 'event' && !takeRate(context, fn, event)) {
    answerInvoker(context, fn.id, event, RATE_LIMITED)
    return
  }
  if (from === 'event' && fn.debounce) {
    debounceRun(context, fn, event)
    return
  }
  const singleton = makeRoom(context, fn, event)
  // Only what comes straight from its event remembers the sender's id for it.
  const isWanted = singleton.isFree && (from !== 'event' || isFirst(context, fn, event))
  if (isWanted) openRun(context, fn, events, { singletonKey: singleton.key, isBatch: from === 'batch' })
}

/** The key that the run is to hold, if any; not free when another run holds it and is to go on. */
function makeRoom(
  context: EngineContext,
  fn: AppFunction,
  event: StoredEvent,
): { key: string | null; isFree: boolean } {
  if (!fn.singleton) return { key: null, isFree: true }
  const key = keyOf(fn.id, fn.singleton.key, event)
  if (key.kind !== 'key') return { key: null, isFree: true }
  const holder = context.store.singletons.holderOf(key.text)
  if (holder !== null && fn.singleton.mode === 'skip') return { key: null, isFree: false }
  if (holder !== null) cancelRun(context, holder)
  return { key: key.text, isFree: true }
}

function isFirst({ store, clock }: EngineContext, fn: AppFunction, event: StoredEvent): boolean {
  if (event.id === event.internalId) return true
  const now = clock.now()
  return store.claims.take({ functionId: fn.id, kind: 'run', key: event.id, expiresAt: now + DAY_MS }, now)
}
