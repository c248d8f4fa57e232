import { expect, it, vi } from 'vitest'
import { type Fetch, startDouble } from '../../test/start-double.ts'

const webhook = { url: 'http://ingress.test/webhooks/stripe', secret: 'whsec_double' }
const checkout = { lineItems: [{ lookupKey: 'seat', quantity: 2 }], clientReferenceId: 'team-1' }

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

it('plays a buyer and delivers what Stripe would tell of it', async () => {
  const sent = vi.fn<Fetch>(async () => new Response(null, { status: 202 }))
  const { url, stripe } = await startDouble({ webhook, fetch: sent })

  const response = await post(`${url}/_double/checkouts`, { ...checkout, deliver: true })

  expect(response.status).toBe(201)
  const { session, event, webhookStatus } = (await response.json()) as {
    session: { id: string }
    event: { id: string }
    webhookStatus: number
  }
  expect(webhookStatus).toBe(202)
  expect(sent).toHaveBeenCalledTimes(1)
  expect(await stripe.events.retrieve(event.id)).toMatchObject({ data: { object: { id: session.id } } })
})

it('delivers nothing unless it is asked to', async () => {
  const sent = vi.fn<Fetch>(async () => new Response())
  const { url } = await startDouble({ webhook, fetch: sent })

  const response = await post(`${url}/_double/checkouts`, checkout)

  expect(await response.json()).toMatchObject({ webhookStatus: null })
  expect(sent).not.toHaveBeenCalled()
})

it('ends a subscription', async () => {
  const { url } = await startDouble()

  const response = await post(`${url}/_double/subscriptions/deleted`, { customerId: 'cus_1' })

  expect(response.status).toBe(201)
  expect(await response.json()).toMatchObject({
    event: {
      type: 'customer.subscription.deleted',
      data: { object: { customer: 'cus_1', status: 'canceled' } },
    },
  })
})

it('delivers a stored event as often as it is asked to', async () => {
  const sent = vi.fn<Fetch>(async () => new Response())
  const { double, url } = await startDouble({ webhook, fetch: sent })
  const { event } = double.createPaidCheckout(checkout)

  await post(`${url}/_double/events/${event.id}/deliver`, {})
  const again = await post(`${url}/_double/events/${event.id}/deliver`, {})

  expect(await again.json()).toMatchObject({ event: { id: event.id }, webhookStatus: 200 })
  expect(sent).toHaveBeenCalledTimes(2)
})

it('counts the money', async () => {
  const { double, stripe, url } = await startDouble()
  const { session } = double.createPaidCheckout(checkout)
  await stripe.paymentIntents.create({
    amount: 900,
    currency: 'usd',
    confirm: true,
    metadata: { orderId: 'order-1' },
  })

  const response = await fetch(`${url}/_double/charges`)

  expect(await response.json()).toMatchObject({
    charges: [
      { amount: 2400, amountReceived: 2400, checkoutSessionId: session.id, clientReferenceId: 'team-1' },
      { amount: 900, status: 'succeeded', metadata: { orderId: 'order-1' }, checkoutSessionId: null },
    ],
  })
})

it.each([
  { body: { clientReferenceId: 'team-1' }, param: 'lineItems' },
  { body: { ...checkout, lineItems: [] }, param: 'lineItems' },
  {
    body: { ...checkout, lineItems: [{ lookupKey: 'yacht', quantity: 1 }] },
    param: 'lineItems[0][lookupKey]',
  },
  {
    body: { ...checkout, lineItems: [{ lookupKey: 'seat', quantity: 0.5 }] },
    param: 'lineItems[0][quantity]',
  },
  { body: { lineItems: checkout.lineItems }, param: 'clientReferenceId' },
  { body: { ...checkout, deliver: true }, param: 'deliver' },
  { body: [], param: 'body' },
])('refuses $body by the name $param and makes nothing', async ({ body, param }) => {
  const { double, url } = await startDouble()

  const response = await post(`${url}/_double/checkouts`, body)

  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { param } })
  expect(double.listCharges()).toEqual([])
})
