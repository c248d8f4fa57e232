import { env } from 'cloudflare:workers'
import { listEntitlements } from '@repo/db/entitlements'
import { getOrder, listOrders } from '@repo/db/orders'
import { findSubscription } from '@repo/db/subscriptions'
import { entitlements } from '@repo/db/schema'
import { aDelivery } from '@repo/testing/a-delivery'
import { aStripeEvent } from '@repo/testing/a-stripe-event'
import { aSubscriptionDeleted } from '@repo/testing/a-subscription-deleted'
import { aTeam } from '@repo/testing/a-team'
import { stubOutside } from '@repo/testing/outside-world'
import { describe, expect, it } from 'vitest'
import { aPaidCheckout } from '../../test/a-paid-checkout.ts'
import { db, deliver, explore, run, settlementsOf } from '../../test/run.ts'

const ordersOf = async (teamId: string) =>
  (await listOrders(db, 1000)).filter((order) => order.teamId === teamId)

describe('a completed checkout', () => {
  it('becomes one order, announced under its own id, and the delivery is handled', async () => {
    const { event, events, orderId, teamId, sku } = await aPaidCheckout()

    const { runId, output, steps } = await run('stripe-webhook', await deliver(event))

    expect(output).toEqual({ outcome: 'handled' })
    expect(steps).toEqual({ 'place-order': 1, 'announce-order': 1, 'settle-delivery': 1 })
    expect(await getOrder(db, orderId)).toMatchObject({
      teamId,
      status: 'placed',
      lines: [{ sku, quantity: 2 }],
    })
    expect(events).toMatchObject([
      { id: `order-placed:${orderId}#0`, name: 'order/placed', data: { orderId, teamId, announcement: 0 } },
    ])
    expect(await settlementsOf(event)).toEqual([{ functionId: 'stripe-webhook', outcome: 'handled', runId }])
  })

  it('stays one order when a copy of the delivery runs', async () => {
    const { event, events, orderId, teamId } = await aPaidCheckout()

    await run('stripe-webhook', await deliver(event))
    await run('stripe-webhook', await deliver(event))

    expect(await ordersOf(teamId)).toHaveLength(1)
    expect(new Set(events.map(({ id }) => id))).toEqual(new Set([`order-placed:${orderId}#0`]))
  })

  it('turns a paid checkout into one order and its entitlements, wherever it is cut off on the way', async () => {
    const exploration = await explore({
      async setup(engine) {
        const checkout = await aPaidCheckout({}, engine)
        return { ...checkout, announced: await deliver(checkout.event) }
      },
      play: (engine, { announced }) => engine.send(announced),
      async check({ event, stripe, sku, teamId, orderId }) {
        const orders = await listOrders(db, 1000)
        expect(orders.filter((order) => order.teamId === teamId)).toHaveLength(1)
        expect(await getOrder(db, orderId)).toMatchObject({ status: 'completed' })
        expect(await listEntitlements(db, teamId)).toMatchObject([{ sku, quantity: 2 }])
        expect(stripe.charges()).toEqual([])
        const outcomes = (await settlementsOf(event)).map(({ outcome }) => outcome)
        expect(new Set(outcomes)).toEqual(new Set(['handled']))
      },
    })

    expect(exploration).toHaveSurvived()
  }, 60_000)

  it('is tried again while Stripe is broken', async () => {
    const { event, stripe } = await aPaidCheckout()
    stripe.failNext(2)

    const { status, steps } = await run('stripe-webhook', await deliver(event))

    expect(status).toBe('completed')
    expect(steps['place-order']).toBe(3)
  })

  it.each([{ mode: 'subscription' }, { mode: 'setup' }, { payment_status: 'unpaid' }])(
    'is not for us when %o',
    async (change) => {
      const { event, events, teamId } = await aPaidCheckout(change)

      const { output } = await run('stripe-webhook', await deliver(event))

      expect(output).toEqual({ outcome: 'not_handled' })
      expect(await ordersOf(teamId)).toEqual([])
      expect(events).toEqual([])
      expect(await settlementsOf(event)).toMatchObject([{ outcome: 'not_handled' }])
    },
  )

  it('becomes an order when a coupon paid for all of it', async () => {
    const { event, teamId } = await aPaidCheckout({ payment_status: 'no_payment_required' })

    await run('stripe-webhook', await deliver(event))

    expect(await ordersOf(teamId)).toHaveLength(1)
  })

  it('becomes an order when its money arrives later', async () => {
    const { event, teamId } = await aPaidCheckout()
    const arrived = aStripeEvent('checkout.session.async_payment_succeeded', event.data.object)

    await run('stripe-webhook', await deliver(arrived))

    expect(await ordersOf(teamId)).toHaveLength(1)
  })
})

describe('a webhook that cannot be handled', () => {
  it.each([
    ['names no team', { client_reference_id: null }, /names no team/],
    ['names an unknown team', { client_reference_id: 'team_unknown' }, /team team_unknown does not exist/],
    ['has an unknown shape', { mode: 'barter' }, /has an unexpected shape/],
  ])('fails at once when it %s, and is settled as failed', async (_, change, message) => {
    const { event } = await aPaidCheckout(change)

    const { status, error, steps, runId, failure } = await run('stripe-webhook', await deliver(event))

    expect(status).toBe('failed')
    expect(error?.message).toMatch(message)
    expect(steps).toEqual({ 'place-order': 1 })
    expect(failure?.steps).toEqual({ 'settle-failed': 1 })
    expect(await settlementsOf(event)).toEqual([{ functionId: 'stripe-webhook', outcome: 'failed', runId }])
  })

  it.each(['{"id":', '[]', ''])('fails at once when its body is %j', async (body) => {
    stubOutside()
    const announced = await aDelivery(env.DELIVERIES, {
      source: 'stripe',
      id: `evt_${crypto.randomUUID()}`,
      type: 'checkout.session.completed',
      body,
    })

    const { status, steps } = await run('stripe-webhook', announced)

    expect(status).toBe('failed')
    expect(steps).toEqual({ 'place-order': 1 })
  })

  it('fails at once when its body is gone', async () => {
    stubOutside()
    const data = {
      deliveryId: 'stripe:evt_gone',
      announcement: 0,
      type: 'customer.subscription.deleted',
      objectId: null,
    }

    const { error, steps } = await run('stripe-webhook', { name: 'stripe/webhook.received', data })

    expect(error?.message).toBe('delivery stripe:evt_gone does not exist')
    expect(steps).toEqual({ 'end-access': 1 })
  })

  it('becomes exactly one order when it is replayed after the fix', async () => {
    const { event, events, stripe, teamId, orderId, sku } = await aPaidCheckout()
    stripe.failNext(99)
    await run('stripe-webhook', await deliver(event))
    stripe.failNext(0)

    await run('stripe-webhook', await deliver(event, 1))
    await run('stripe-webhook', await deliver(event, 2))
    await run('process-order', { name: 'order/placed', data: { orderId, teamId, announcement: 0 } })

    expect(await ordersOf(teamId)).toHaveLength(1)
    expect(new Set(events.filter(({ name }) => name === 'order/placed').map(({ id }) => id)).size).toBe(1)
    expect(await listEntitlements(db, teamId)).toMatchObject([{ sku, quantity: 2 }])
    expect((await settlementsOf(event)).map(({ outcome }) => outcome)).toEqual([
      'failed',
      'handled',
      'handled',
    ])
  })

  it.each(['invoice.paid', 'constructor'])('is settled as not handled when its type is %s', async (type) => {
    stubOutside()
    const event = aStripeEvent(type, { id: 'in_1' })

    const { output, steps } = await run('stripe-webhook', await deliver(event))

    expect(output).toEqual({ outcome: 'not_handled' })
    expect(steps).toEqual({ 'settle-delivery': 1 })
    expect(await settlementsOf(event)).toMatchObject([{ outcome: 'not_handled' }])
  })
})

describe('a deleted subscription', () => {
  async function anAccess(grantedBy: string) {
    const { events } = stubOutside()
    const { teamId } = await aTeam(db)
    const grant = { teamId, sku: 'plan-team', quantity: 1, grantedAt: new Date() }
    await db.insert(entitlements).values([
      { ...grant, grantedBy },
      { ...grant, grantedBy: `sub_other_${teamId}` },
    ])
    return { teamId, events }
  }

  it('ends the access that it gave, and no other', async () => {
    const event = aSubscriptionDeleted()
    const subscriptionId = event.data.object.id
    const { teamId, events } = await anAccess(subscriptionId)

    const { output } = await run('stripe-webhook', await deliver(event))

    expect(output).toEqual({ outcome: 'handled' })
    expect(await listEntitlements(db, teamId)).toMatchObject([{ grantedBy: `sub_other_${teamId}` }])
    expect(events).toMatchObject([{ name: 'billing/subscription.changed', data: { subscriptionId } }])
  })

  it('ends it once, however often it is heard', async () => {
    const event = aSubscriptionDeleted()
    const { id } = event.data.object
    const { teamId, events } = await anAccess(id)

    await run('stripe-webhook', await deliver(event))
    const first = await findSubscription(db, id)
    await run('stripe-webhook', await deliver(event, 1))

    expect(await findSubscription(db, id)).toEqual(first)
    expect(await listEntitlements(db, teamId)).toHaveLength(1)
    expect(new Set(events.map((sent) => sent.id))).toEqual(
      new Set([`subscription-changed:stripe:${event.id}`]),
    )
  })

  it('is not undone by older news that comes later', async () => {
    const newer = aSubscriptionDeleted({ endedAt: new Date('2026-11-20T12:00:00Z') })
    const { id } = newer.data.object
    const older = aSubscriptionDeleted({ id, endedAt: new Date('2026-11-10T12:00:00Z') })
    stubOutside()

    await run('stripe-webhook', await deliver(newer))
    await run('stripe-webhook', await deliver(older))

    expect(await findSubscription(db, id)).toMatchObject({
      asOf: new Date('2026-11-20T12:00:00Z'),
      endedAt: new Date('2026-11-20T12:00:00Z'),
    })
  })
})
