import { type StripeEvent, wrapInEvent } from '../objects/wrap-in-event.ts'
import { putObject } from '../store/objects.ts'
import { toSeconds } from '../to-seconds.ts'
import type { Cause, World } from '../world.ts'

const NOBODY: Cause = { requestId: null, idempotencyKey: null }

/** Stores what happened for `GET /v1/events`. Nothing is delivered: `sendWebhook` does that when asked. */
export function recordEvent(
  { db, newId, now, webhook }: World,
  type: string,
  of: { id: string; object: string },
  { requestId, idempotencyKey }: Cause = NOBODY,
): StripeEvent {
  const event = wrapInEvent({
    id: newId('evt'),
    type,
    created: toSeconds(now()),
    of,
    pending_webhooks: webhook ? 1 : 0,
    request: { id: requestId, idempotency_key: idempotencyKey },
  })
  putObject(db, 'event', event.id, event)
  return event
}
