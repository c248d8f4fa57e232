/** The version of the installed client; a test fails when the two part. */
export const API_VERSION = '2026-10-28.endive'

/** A snapshot event, exactly as Stripe puts it on the wire. */
export type StripeEvent = {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: StripeObject }
  livemode: false
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}

type StripeObject = { id: string; object: string }

type EventInput = Pick<StripeEvent, 'id' | 'type' | 'created'> & Partial<StripeEvent> & { of: StripeObject }

export function wrapInEvent({ of, ...input }: EventInput): StripeEvent {
  return {
    object: 'event',
    api_version: API_VERSION,
    data: { object: of },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    ...input,
  }
}
