import { anEvent } from '@repo/stripe-double'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { type House, startHouse, TEAM } from './start-house.ts'

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.stop())

const aCheckout = (quantity = 2) =>
  house.stripe.createPaidCheckout({ lineItems: [{ lookupKey: 'seat', quantity }], clientReferenceId: TEAM })

const statusOf = (delivery: string) => async () =>
  (await house.rows(`SELECT * FROM deliveries WHERE id = '${delivery}'`))[0]?.['status']

async function postOrder(sku: string, quantity: number, headers = {}) {
  const body = { lines: [{ sku, quantity }], paymentMethodId: 'pm_card_visa' }
  const response = await house.call('/v1/orders', { method: 'POST', body, headers })
  return { status: response.status, order: (await response.json()) as { id: string } }
}

async function settledOrder(id: string) {
  const ask = async () =>
    (await (await house.call(`/v1/orders/${id}`)).json()) as { status: string; missing: unknown }
  return eventually(ask, ({ status }) => status !== 'placed')
}

it('turns a paid checkout into entitlements, once, however often Stripe says it', async () => {
  const { session, event } = aCheckout()

  const first = await house.deliver(event)
  const second = await house.deliver(event)

  expect([first.status, second.status]).toEqual([202, 202])
  expect(await second.json()).toEqual(await first.json())
  expect(await eventually(statusOf(`stripe:${event.id}`), (status) => status === 'handled')).toBe('handled')
  expect(await settledOrder(`ord_${session.id}`)).toMatchObject({ status: 'completed' })
  await house.engine.whenIdle()
  expect(
    await house.rows(`SELECT sku, quantity FROM entitlements WHERE granted_by = 'ord_${session.id}'`),
  ).toEqual([{ sku: 'seat', quantity: 2 }])
})

it('needs nine Inngest executions for a paid checkout order', async () => {
  const before = house.engine.executions().total
  const { session, event } = aCheckout(1)

  await house.deliver(event)
  await settledOrder(`ord_${session.id}`)
  await eventually(statusOf(`stripe:${event.id}`), (status) => status === 'handled')
  await house.engine.whenIdle()

  expect(house.engine.executions().total - before).toBe(9)
})

it('refuses a forged webhook and keeps nothing of it', async () => {
  const { event } = aCheckout()

  const response = await house.deliver(event, 'whsec_forged')

  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ field: 'stripe-signature' })
  expect((await house.call(`/v1/deliveries/stripe:${event.id}`)).status).toBe(404)
})

it('keeps a type that nobody handles and starts no run for it', async () => {
  const event = anEvent('invoice.paid')

  await house.deliver(event)

  expect(await eventually(statusOf(`stripe:${event.id}`), Boolean)).toBe('not_handled')
  await house.engine.whenIdle()
  expect(house.engine.runs.find().some((run) => JSON.stringify(run).includes(event.id))).toBe(false)
})

it('charges an order from the API once and fulfils it', async () => {
  const key = { 'idempotency-key': 'the-same' }

  const { status, order } = await postOrder('credits-1000', 1, key)
  const again = await postOrder('credits-1000', 1, key)

  expect([status, again.status, again.order.id]).toEqual([202, 202, order.id])
  expect(await settledOrder(order.id)).toMatchObject({ status: 'completed' })
  await house.engine.whenIdle()
  const charges = house.stripe.listCharges().filter(({ metadata }) => metadata['orderId'] === order.id)
  expect(charges).toMatchObject([{ status: 'succeeded', amount: 900 }])
})

it('says what an order is short of and charges nothing', async () => {
  const { order } = await postOrder('credits-1000', 50)

  expect(await settledOrder(order.id)).toMatchObject({
    status: 'backordered',
    missing: [{ sku: 'credits-1000', quantity: 46 }],
  })
  expect(house.stripe.listCharges().filter(({ metadata }) => metadata['orderId'] === order.id)).toEqual([])
})

it('ends the access that a deleted subscription gave', async () => {
  const event = house.stripe.createDeletedSubscription({ customerId: 'cus_1', clientReferenceId: TEAM })
  const { id } = event.data.object as { id: string }
  await house.rows(
    `INSERT INTO entitlements (team_id, sku, quantity, granted_by, granted_at) VALUES ('${TEAM}', 'plan', 1, '${id}', 0)`,
  )

  await house.deliver(event)

  const ask = async () =>
    (await house.rows(`SELECT ended_at FROM entitlements WHERE granted_by = '${id}'`))[0]?.['ended_at']
  expect(await eventually(ask, (endedAt) => endedAt !== null)).toEqual(expect.any(Number))
})

it('shows the operator the delivery, its run and its order on one page', async () => {
  const { session, event } = aCheckout()
  await house.deliver(event)
  await settledOrder(`ord_${session.id}`)
  await eventually(statusOf(`stripe:${event.id}`), (status) => status === 'handled')

  const page = await (
    await house.call(`/console?delivery=${encodeURIComponent(`stripe:${event.id}`)}`)
  ).text()

  expect(page).toContain(event.id)
  expect(page).toContain('billing-stripe-webhook')
  expect(page).toContain(`ord_${session.id}`)
})

it('answers a path that does not exist with those that do', async () => {
  const response = await house.call('/v2/anything')

  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({
    existing: expect.arrayContaining(['/webhooks', '/v1/orders']),
  })
})
