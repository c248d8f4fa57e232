import { Stripe } from 'stripe'
import { expect, it, vi } from 'vitest'
import { type Fetch, startDouble } from '../../test/start-double.ts'

const webhook = { url: 'http://ingress.test/webhooks/stripe', secret: 'whsec_double' }
const checkout = { lineItems: [{ lookupKey: 'seat', quantity: 1 }], clientReferenceId: 'team-1' }

it('posts the event, signed at the time of sending, and answers the status', async () => {
  const sent = vi.fn<Fetch>(async () => new Response('thanks', { status: 202 }))
  const { double } = await startDouble({ webhook, fetch: sent })
  const { event } = double.createPaidCheckout(checkout)

  const status = await double.sendWebhook(event)

  expect(status).toBe(202)
  const [url, init] = sent.mock.calls[0] ?? []
  const headers = new Headers(init?.headers)
  expect(url).toBe(webhook.url)
  expect(headers.get('x-stripe-double')).toBe('true')
  const verified = Stripe.webhooks.constructEvent(
    init?.body as string,
    headers.get('stripe-signature') ?? '',
    webhook.secret,
  )
  expect(verified).toEqual(event)
})

it('says when nobody answers, and which event to deliver again', async () => {
  const { double } = await startDouble({
    webhook,
    fetch: () => Promise.reject(new TypeError('fetch failed')),
  })
  const { event } = double.createPaidCheckout(checkout)

  await expect(double.sendWebhook(event)).rejects.toThrow(`${event.id} is kept and can be delivered again`)
})

it('refuses without a webhook url', async () => {
  const { double } = await startDouble()
  const { event } = double.createPaidCheckout(checkout)

  await expect(double.sendWebhook(event)).rejects.toThrow('without a webhook url')
})
