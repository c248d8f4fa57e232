import { expect, it } from 'vitest'
import { errorOf, startDouble } from '../../test/start-double.ts'

const order = {
  lineItems: [
    { lookupKey: 'seat', quantity: 3 },
    { lookupKey: 'credits-1000', quantity: 2 },
  ],
  clientReferenceId: 'team-1',
  customerEmail: 'buyer@example.com',
}

it('is paid, by a payment intent that succeeded', async () => {
  const { double, stripe } = await startDouble()
  const { session } = double.createPaidCheckout(order)

  const retrieved = await stripe.checkout.sessions.retrieve(session.id)

  expect(retrieved).toMatchObject({
    amount_total: 5400,
    client_reference_id: 'team-1',
    customer_details: { email: 'buyer@example.com' },
    mode: 'payment',
    payment_status: 'paid',
    status: 'complete',
  })
  const intent = await stripe.paymentIntents.retrieve(session.payment_intent)
  expect(intent).toMatchObject({ amount_received: 5400, customer: session.customer, status: 'succeeded' })
})

it('shows its line items only when they are asked for', async () => {
  const { double, stripe } = await startDouble()
  const { session } = double.createPaidCheckout(order)

  const bare = await stripe.checkout.sessions.retrieve(session.id)
  const expanded = await stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items'] })

  expect(bare.line_items).toBeUndefined()
  expect(expanded.line_items).toMatchObject({
    object: 'list',
    has_more: false,
    data: [
      {
        id: expect.stringMatching(/^li_/) as string,
        object: 'item',
        amount_total: 3600,
        currency: 'usd',
        quantity: 3,
        price: {
          id: 'price_doubleSeat',
          lookup_key: 'seat',
          unit_amount: 1200,
          currency: 'usd',
          product: 'prod_doubleSeat',
        },
      },
      { amount_total: 1800, quantity: 2, price: { lookup_key: 'credits-1000', unit_amount: 900 } },
    ],
  })
})

it('expands its payment intent', async () => {
  const { double, stripe } = await startDouble()
  const { session } = double.createPaidCheckout(order)

  const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent'],
  })

  expect(payment_intent).toMatchObject({ id: session.payment_intent, status: 'succeeded' })
})

it('refuses to expand what it cannot', async () => {
  const { double, stripe } = await startDouble()
  const { session } = double.createPaidCheckout(order)

  const error = await errorOf(stripe.checkout.sessions.retrieve(session.id, { expand: ['customer'] }))

  expect(error).toMatchObject({ statusCode: 400, param: 'expand' })
})

it('lists its line items page by page', async () => {
  const { double, stripe } = await startDouble()
  const { session } = double.createPaidCheckout(order)

  const first = await stripe.checkout.sessions.listLineItems(session.id, { limit: 1 })
  const all = await stripe.checkout.sessions
    .listLineItems(session.id, { limit: 1 })
    .autoPagingToArray({ limit: 9 })

  expect(first).toMatchObject({ has_more: true, data: [{ quantity: 3 }] })
  expect(all.map((item) => item.price?.lookup_key)).toEqual(['seat', 'credits-1000'])
})
