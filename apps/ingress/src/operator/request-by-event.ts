import { DomainError } from '@repo/worker-kit/errors'
import type { Bindings } from '../context.ts'
import { type EngineEvent, sendEvents } from '../engine.ts'

/** Starts a function by its event, or says that it did not start. */
export async function requestByEvent(env: Bindings, event: EngineEvent): Promise<void> {
  const sent = await sendEvents(env, [event])
  if (sent.kind === 'accepted') return
  throw new DomainError('unavailable', `it was not started: ${sent.reason}`, { retryAfterSeconds: 60 })
}
