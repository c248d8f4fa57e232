import { listEntitlements } from '@repo/db/entitlements'
import { getOrder, reopenOrder } from '@repo/db/orders'
import { aCheckoutCompleted } from '@repo/testing/a-checkout-completed'
import { anOrder } from '@repo/testing/an-order'
import { aSku } from '@repo/testing/a-sku'
import { describe, expect, it } from 'vitest'
import { aPlacedOrder, availableOf, process, refuseToShip } from '../../test/a-placed-order.ts'
import { db, deliver, run } from '../../test/run.ts'

describe('an order that was paid at checkout', () => {
  it('is completed without a charge', async () => {
    const { stripe, events, sku, order } = await aPlacedOrder({ isPaid: true })

    const { output, steps } = await process(order)

    expect(output).toEqual({ status: 'completed' })
    expect(Object.keys(steps).toSorted()).toEqual([
      'announce-completed',
      'check-inventory',
      'ship-order',
      'validate-payment',
    ])
    expect(stripe.charges()).toEqual([])
    expect(await getOrder(db, order.id)).toMatchObject({
      status: 'completed',
      paymentIntentId: `pi_of_${order.checkoutSessionId}`,
    })
    expect(await listEntitlements(db, order.teamId)).toMatchObject([
      { sku, quantity: 2, grantedBy: order.id },
    ])
    expect(await availableOf(sku)).toBe(8)
    expect(events).toMatchObject([
      { id: `order-completed:${order.id}`, name: 'order/completed', data: { orderId: order.id } },
    ])
  })

  it('takes at most nine executions, from the webhook to the end', async () => {
    const {
      stripe,
      sku,
      order: { teamId },
    } = await aPlacedOrder()
    const id = stripe.paidCheckout([{ sku, quantity: 1 }])
    const webhook = await run(
      'stripe-webhook',
      await deliver(aCheckoutCompleted({ id, client_reference_id: teamId })),
    )

    const { status, steps } = await process(await getOrder(db, `ord_${id}`))

    const tries = [...Object.values(webhook.steps), ...Object.values(steps)]
    expect(status).toBe('completed')
    expect(2 + tries.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(9)
  })

  it('keeps its stock when shipping fails, and is completed by the next try', async () => {
    const { sku, order } = await aPlacedOrder({ isPaid: true })
    const shipAgain = await refuseToShip(sku)

    const failed = await process(order)
    const stockMeanwhile = await availableOf(sku)
    await shipAgain()
    const { output } = await process(await reopenOrder(db, order.id))

    expect(failed).toMatchObject({ status: 'failed', steps: { 'ship-order': 4 } })
    expect(stockMeanwhile).toBe(8)
    expect(output).toEqual({ status: 'completed' })
    expect(await availableOf(sku)).toBe(8)
  })
})

describe('an order by the API', () => {
  it('is charged under its own id', async () => {
    const { stripe, order } = await aPlacedOrder()

    const { output } = await process(order)

    expect(output).toEqual({ status: 'completed' })
    expect(stripe.charges()).toEqual([order.id])
    expect(stripe.calls.at(-1)?.form.get('amount')).toBe('2000')
  })

  it('has every effect once when a copy of its run comes', async () => {
    const { stripe, events, sku, order } = await aPlacedOrder()

    await process(order)
    await process(order)

    expect(stripe.payments()).toHaveLength(1)
    expect(await listEntitlements(db, order.teamId)).toHaveLength(1)
    expect(await availableOf(sku)).toBe(8)
    expect(new Set(events.map(({ id }) => id))).toEqual(new Set([`order-completed:${order.id}`]))
  })

  it('is not charged again by the next try, whatever its price is then', async () => {
    const { stripe, sku, order } = await aPlacedOrder()
    const shipAgain = await refuseToShip(sku)

    await process(order)
    await shipAgain()
    stripe.withdraw(sku)
    const { output } = await process(await reopenOrder(db, order.id))

    expect(output).toEqual({ status: 'completed' })
    expect(stripe.charges()).toEqual([order.id])
  })

  it('may have fifty lines', async () => {
    const { stripe, order: one } = await aPlacedOrder()
    const lines = await Promise.all(
      Array.from({ length: 50 }, async () => ({ sku: await aSku(db), quantity: 1 })),
    )
    const order = await anOrder(db, { teamId: one.teamId, lines })

    const { output, error } = await process(order)

    expect(error).toBeUndefined()
    expect(output).toEqual({ status: 'completed' })
    expect(await listEntitlements(db, order.teamId)).toHaveLength(50)
    expect(stripe.calls.at(-1)?.form.get('amount')).toBe('50000')
  })

  it('is tried again while Stripe is broken', async () => {
    const { stripe, order } = await aPlacedOrder()
    stripe.failNext(2)

    expect(await process(order)).toMatchObject({ status: 'completed', steps: { 'validate-payment': 3 } })
  })
})

describe('an order that cannot be fulfilled', () => {
  it('waits for what is missing: nothing charged, nothing taken', async () => {
    const { stripe, events, sku, order } = await aPlacedOrder({ available: 3, quantity: 5 })
    const missing = [{ sku, quantity: 2 }]

    const { output } = await process(order)

    expect(output).toEqual({ status: 'backordered', missing })
    expect(await getOrder(db, order.id)).toMatchObject({ status: 'backordered', missing })
    expect(events).toMatchObject([
      { id: `order-backordered:${order.id}#0`, name: 'order/backordered', data: { missing } },
    ])
    expect(stripe.charges()).toEqual([])
    expect(await availableOf(sku)).toBe(3)
  })

  it('leaves the last item to the other one that wants it', async () => {
    const { sku, order } = await aPlacedOrder({ available: 1, quantity: 1 })
    const rival = await anOrder(db, { lines: order.lines })

    const runs = await Promise.all([process(order), process(rival)])

    expect(runs.map(({ output }) => (output as { status: string }).status).toSorted()).toEqual([
      'backordered',
      'completed',
    ])
    expect(await availableOf(sku)).toBe(0)
  })

  it('fails with the reason when the card is declined, and gives its stock back', async () => {
    const { events, sku, order } = await aPlacedOrder({
      paymentMethodId: 'pm_card_chargeDeclined',
    })
    const reason = `order ${order.id} cannot be paid: generic_decline`

    const { status, steps, failure } = await process(order)

    expect(status).toBe('failed')
    expect(steps['charge-payment']).toBe(1)
    expect(failure?.status).toBe('completed')
    expect(await getOrder(db, order.id)).toMatchObject({ status: 'failed', failureReason: reason })
    expect(await availableOf(sku)).toBe(10)
    expect(events).toMatchObject([
      { id: `order-failed:${order.id}#0`, name: 'order/failed', data: { orderId: order.id, reason } },
    ])
  })

  it('asks the bank anew when it is tried again after a decline', async () => {
    const { stripe, order } = await aPlacedOrder({ paymentMethodId: 'pm_card_chargeDeclined' })

    await process(order)
    await process(await reopenOrder(db, order.id))

    expect(stripe.charges()).toEqual([order.id, `${order.id}#1`])
  })

  it('fails at once when its payment method does not exist', async () => {
    const { order } = await aPlacedOrder({ paymentMethodId: 'pm_unknown' })

    const { steps } = await process(order)

    expect(steps['charge-payment']).toBe(1)
    expect(await getOrder(db, order.id)).toMatchObject({
      failureReason: expect.stringContaining('No such PaymentMethod'),
    })
  })

  it('fails when it has no price, and gives its stock back', async () => {
    const { stripe, sku, order } = await aPlacedOrder()
    stripe.withdraw(sku)

    const { status } = await process(order)

    expect(status).toBe('failed')
    expect(await availableOf(sku)).toBe(10)
    expect(stripe.charges()).toEqual([])
  })

  it('keeps to itself what broke inside', async () => {
    const { sku, order } = await aPlacedOrder()
    const shipAgain = await refuseToShip(sku)

    await process(order)
    await shipAgain()

    expect(await getOrder(db, order.id)).toMatchObject({
      status: 'failed',
      failureReason: 'something broke on our side',
    })
  })

  it('is not failed by the late failure of an earlier try', async () => {
    const { order } = await aPlacedOrder({ available: 0 })
    await process(order)
    await reopenOrder(db, order.id)
    const { id: orderId, teamId } = order
    const late = { name: 'order/placed', data: { orderId, teamId, announcement: 0 } }

    await run('process-order-failure', {
      name: 'inngest/function.failed',
      data: {
        function_id: 'billing-process-order',
        run_id: 'r',
        error: { name: 'Error', message: 'x' },
        event: late,
      },
    })

    expect(await getOrder(db, order.id)).toMatchObject({ status: 'placed', announcement: 1 })
  })
})
