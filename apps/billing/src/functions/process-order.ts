import { fulfilOrder } from '@repo/db/entitlements'
import { getOrder, markBackordered, markFailed, recordPayment } from '@repo/db/orders'
import { releaseStock, reserveStock } from '@repo/db/stock'
import { orderBackordered, orderCompleted, orderFailed, orderPlaced } from '@repo/events/order'
import { inngest, orderConcurrency } from '../inngest.ts'
import { chargeOrder, priceOrder, verifyCheckoutPayment } from '../stripe.ts'

/** Takes an order from its announcement to the team's entitlements. Leans on the keys of stock, payment and entitlement. */
export const processOrder = inngest.createFunction(
  {
    id: 'process-order',
    triggers: [orderPlaced],
    retries: 3,
    concurrency: orderConcurrency,
    idempotency: "event.data.orderId + '#' + string(event.data.announcement)",
    onFailure: async ({ event, error, step, db }) => {
      const { orderId, teamId } = event.data.event.data
      await step.run('fail-order', async () => {
        await markFailed(db, orderId, error.message)
        await releaseStock(db, orderId)
      })
      await step.sendEvent('announce-failure', orderFailed.create({ orderId, teamId, reason: error.message }))
    },
  },
  async ({ event, step, db, stripe, now }) => {
    const { orderId, teamId } = event.data

    const [missing, unpaid] = await Promise.all([
      step.run('check-inventory', async () => {
        const { lines } = await getOrder(db, orderId)
        return reserveStock(db, orderId, lines)
      }),
      // Null where nothing is left to pay: an order from checkout was paid before we heard of it.
      step.run('validate-payment', async () => {
        const order = await getOrder(db, orderId)
        if (order.checkoutSessionId === null) return priceOrder(stripe(), order)
        await recordPayment(
          db,
          orderId,
          await verifyCheckoutPayment(stripe(), order, order.checkoutSessionId),
        )
        return null
      }),
    ])

    if (missing.length > 0) {
      await step.run('mark-backordered', () => markBackordered(db, orderId, missing))
      await step.sendEvent('notify-backorder', orderBackordered.create({ orderId, teamId, missing }))
      return { status: 'backordered', missing }
    }

    if (unpaid) {
      await step.run('charge-payment', async () => {
        const payment = await chargeOrder(stripe(), await getOrder(db, orderId), unpaid)
        await recordPayment(db, orderId, payment)
      })
    }

    await step.run('ship-order', async () => fulfilOrder(db, await getOrder(db, orderId), now()))
    await step.sendEvent('announce-completed', orderCompleted.create({ orderId, teamId }))
    return { status: 'completed' }
  },
)
