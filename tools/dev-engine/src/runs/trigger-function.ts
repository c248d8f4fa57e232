import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import { batchEvent, isBatched } from '../flow/batch-event.ts'
import type { AppFunction } from '../sync/app-function.ts'
import { scheduleRun } from './schedule-run.ts'

/** What one event means to one function. On the server, batching is decided before everything else. */
export function triggerFunction(context: EngineContext, fn: AppFunction, event: StoredEvent): void {
  if (isBatched(fn.batch, event)) batchEvent(context, fn, fn.batch, event)
  else scheduleRun(context, fn, [event], 'event')
}
