import { StripeError } from '../http/stripe-error.ts'
import type { StripeEvent } from '../objects/wrap-in-event.ts'
import { toSeconds } from '../to-seconds.ts'
import type { World } from '../world.ts'
import { signStripePayload } from './sign-stripe-payload.ts'
import { webhookOf } from './webhook-of.ts'

/** Posts the event once and answers the status. Stripe would try again for days; here whoever tells the story does. */
export async function sendWebhook(world: World, event: StripeEvent): Promise<number> {
  const { fetch, log, now } = world
  const { url, secret } = webhookOf(world)
  const payload = JSON.stringify(event, null, 2)
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': signStripePayload({ payload, secret, timestamp: toSeconds(now()) }),
      'user-agent': 'Stripe/1.0 (double)',
      'x-stripe-double': 'true',
    },
    body: payload,
  }).catch((cause: unknown) => {
    const message = `the webhook url did not answer; ${event.id} is kept and can be delivered again (${String(cause)})`
    throw new StripeError(502, { type: 'api_error', message })
  })
  await response.body?.cancel()
  const { id: eventId, type } = event
  log({ level: 'info', message: 'stripe double sent a webhook', eventId, type, status: response.status })
  return response.status
}
