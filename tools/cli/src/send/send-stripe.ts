import { anEvent, type EventType, eventTypes, signStripePayload } from '@repo/stripe-double'
import type { LocalInstallation } from '../local-installation.ts'
import { Sentence } from '../sentence.ts'

/** Signs a fixture and posts it. A checkout is made at the running double first, so that billing can ask Stripe about it. */
export async function sendStripe(installation: LocalInstallation, type: string): Promise<Response> {
  const payload = JSON.stringify(await eventOf(installation, type))
  const timestamp = Math.floor(Date.now() / 1000)
  return fetch(`${installation.gatewayUrl}/webhooks/stripe`, {
    method: 'POST',
    headers: {
      'stripe-signature': signStripePayload({ payload, secret: installation.stripeWebhookSecret, timestamp }),
    },
    body: payload,
  })
}

async function eventOf(installation: LocalInstallation, type: string): Promise<unknown> {
  if (type === 'checkout.session.completed') {
    const lineItems = [{ lookupKey: 'seat', quantity: 1 }]
    return createAtDouble(installation, '/_double/checkouts', {
      lineItems,
      clientReferenceId: installation.teamId,
    })
  }
  if (!eventTypes.includes(type as EventType)) {
    throw new Sentence(`there is no fixture for ${type}; there are ${eventTypes.join(', ')}`)
  }
  return anEvent(type as EventType)
}

async function createAtDouble(
  { stripeUrl }: LocalInstallation,
  path: string,
  input: object,
): Promise<unknown> {
  const response = await fetch(stripeUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  const { event } = (await response.json()) as { event?: unknown }
  if (!response.ok || !event) throw new Sentence(`the Stripe double answered ${response.status}`)
  return event
}
