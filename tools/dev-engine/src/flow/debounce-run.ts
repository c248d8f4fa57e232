import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import type { AppFunction } from '../sync/app-function.ts'
import { keyOf } from './key-of.ts'

// The server waits so much longer, so that it never starts what is being changed.
const SLACK_MS = 1050

/** Keeps the latest event and starts its period anew, but never beyond the timeout of the first. */
export function debounceRun(context: EngineContext, fn: AppFunction, event: StoredEvent): void {
  if (!fn.debounce) return
  const { gathers, jobs, events } = context.store
  const found = keyOf(fn.id, fn.debounce.key, event)
  const key = `debounce ${found.kind === 'key' ? found.text : `${fn.id} ${found.kind}`}`
  const known = gathers.find(key)
  // Out of order: what is kept happened later.
  if (known?.eventIds.some((id) => events.get(id).ts > event.ts)) return
  if (known) jobs.remove(known.jobId)

  const now = context.clock.now()
  const { periodMs, timeoutMs } = fn.debounce
  const until = known ? known.until : timeoutMs === null ? null : now + timeoutMs
  const dueAt = Math.min(now + periodMs, until ?? Infinity) + SLACK_MS
  const jobId = jobs.save({ kind: 'debounce', key, dueAt })
  gathers.save({
    key,
    kind: 'debounce',
    functionId: fn.id,
    eventIds: [event.internalId],
    bytes: 0,
    jobId,
    until,
  })
}
