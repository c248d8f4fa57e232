import { createHmac } from 'node:crypto'

type Unsigned = {
  payload: string | Uint8Array
  secret: string
  /** In seconds. */
  timestamp: number
}

/** The value of `Stripe-Signature`: https://docs.stripe.com/webhooks#verify-manually */
export function signStripePayload({ payload, secret, timestamp }: Unsigned): string {
  const signature = createHmac('sha256', secret).update(`${timestamp}.`).update(payload).digest('hex')
  return `t=${timestamp},v1=${signature}`
}
