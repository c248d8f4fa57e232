import { matchesCel } from '../cel/matches-cel.ts'
import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import { sizeOf } from '../execution/size-of.ts'
import type { AppFunction, Batching } from '../sync/app-function.ts'
import { keyOf } from './key-of.ts'
import { releaseGather } from './release-gather.ts'

const MAX_BATCH_BYTES = 10 * 1024 * 1024

export function isBatched(batch: Batching | null, event: StoredEvent): batch is Batching {
  return batch !== null && (batch.if === null || matchesCel(batch.if, event))
}

/** Adds the event to its batch, and starts the run at once when that is full. */
export function batchEvent(
  context: EngineContext,
  fn: AppFunction,
  batch: Batching,
  event: StoredEvent,
): void {
  const { gathers, jobs } = context.store
  const found = keyOf(fn.id, batch.key, event)
  // On the server an event whose key cannot be computed is in no batch, and lost.
  if (found.kind === 'fault') {
    const ids = { function_id: fn.id, event_id: event.internalId }
    context.log({ level: 'warn', message: 'the batch key could not be computed, so nothing runs', ...ids })
    return
  }
  const key = `batch ${found.kind === 'key' ? found.text : `${fn.id} false`}`
  const known = gathers.find(key)
  const dueAt = context.clock.now() + batch.timeoutMs
  const gather = {
    key,
    kind: 'batch' as const,
    functionId: fn.id,
    eventIds: [...(known?.eventIds ?? []), event.internalId],
    bytes: (known?.bytes ?? 0) + sizeOf(event.data),
    jobId: known?.jobId ?? jobs.save({ kind: 'batch', key, dueAt }),
    until: null,
  }
  gathers.save(gather)
  const isFull = gather.eventIds.length >= batch.maxSize || gather.bytes >= MAX_BATCH_BYTES
  if (isFull) releaseGather(context, gather)
}
