import { evaluateCel } from '../cel/evaluate-cel.ts'
import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import type { AppFunction } from '../sync/app-function.ts'

const WINDOW_MS = 24 * 60 * 60 * 1000

/** In the server's order: an idempotency key is spent even when the event id then turns out to be a repeat. */
export function isFirst(context: EngineContext, fn: AppFunction, event: StoredEvent): boolean {
  const now = context.clock.now()
  const claim = { functionId: fn.id, expiresAt: now + WINDOW_MS }
  const { claims } = context.store

  const key = idempotencyKey(context, fn, event)
  if (key !== null && !claims.take({ ...claim, kind: 'idempotency', key }, now)) return false
  const hasSendersId = event.id !== event.internalId
  return !hasSendersId || claims.take({ ...claim, kind: 'event-id', key: event.id }, now)
}

function idempotencyKey({ log }: EngineContext, fn: AppFunction, event: StoredEvent): string | null {
  if (fn.idempotency === null) return null
  try {
    return String(evaluateCel(fn.idempotency, event))
  } catch {
    const ids = { function_id: fn.id, event_id: event.internalId }
    log({ level: 'warn', message: 'the idempotency key could not be computed, so the event runs', ...ids })
    return null
  }
}
