import { appError } from '../execution/read-answer.ts'
import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import type { AppFunction } from '../sync/app-function.ts'
import { answerInvoker } from './answer-invoker.ts'
import { isFirst } from './is-first.ts'
import { openRun } from './open-run.ts'

// To the server, idempotency is a rate limit of one a day.
const RATE_LIMITED = { status: 'Failed', error: appError('invoked function is rate limited') } as const

/** Starts nothing when the event or its idempotency key was seen in the last 24 hours. */
export function startRun(context: EngineContext, fn: AppFunction, event: StoredEvent): void {
  if (isFirst(context, fn, event)) openRun(context, fn, event)
  else answerInvoker(context, fn.id, event, RATE_LIMITED)
}
