import { fulfilOrder } from '@repo/db/entitlements'
import { countDecline, getOrder, markBackordered, markFailed, recordPayment } from '@repo/db/orders'
import { releaseStock, reserveStock } from '@repo/db/stock'
import { orderBackordered, orderCompleted, orderFailed, orderPlaced } from '@repo/events/order'
import { inngest, orderConcurrency } from '../inngest.ts'
import { chargeOrder, PaymentRefused, priceOrder, verifyCheckoutPayment } from '../stripe.ts'

/** Takes an order from its announcement to the team's entitlements. Leans on the keys of stock, payment and entitlement. */
export const processOrder = inngest.createFunction(
  {
    id: 'process-order',
    triggers: [orderPlaced],
    retries: 3,
    concurrency: orderConcurrency,
    idempotency: "event.data.orderId + '#' + string(event.data.announcement)",
    onFailure: async ({ event, error, step, db }) => {
      const { orderId, teamId, announcement } = event.data.event.data
      // Only a broken rule of ours is final, and only its words are meant for the team.
      const reason = error.name === 'NonRetriableError' ? error.message : 'something broke on our side'
      await step.run('fail-order', async () => {
        await markFailed(db, orderId, announcement, reason)
        await releaseStock(db, orderId)
      })
      const id = `order-failed:${orderId}#${announcement}`
      await step.sendEvent('announce-failure', orderFailed.create({ orderId, teamId, reason }, { id }))
    },
  },
  async ({ event, step, db, stripe, now }) => {
    const { orderId, teamId, announcement } = event.data

    const [missing, unpaid] = await Promise.all([
      step.run('check-inventory', async () => {
        const { lines } = await getOrder(db, orderId)
        return reserveStock(db, orderId, lines)
      }),
      // Null where nothing is left to pay: by an earlier try, or at checkout before we heard of the order.
      step.run('validate-payment', async () => {
        const order = await getOrder(db, orderId)
        if (order.paymentIntentId !== null) return null
        if (order.checkoutSessionId === null) return priceOrder(stripe(), order)
        const payment = await verifyCheckoutPayment(stripe(), order, order.checkoutSessionId)
        if (payment !== null) await recordPayment(db, orderId, payment)
        return null
      }),
    ])

    if (missing.length > 0) {
      await step.run('mark-backordered', () => markBackordered(db, orderId, missing))
      const id = `order-backordered:${orderId}#${announcement}`
      await step.sendEvent('notify-backorder', orderBackordered.create({ orderId, teamId, missing }, { id }))
      return { status: 'backordered', missing }
    }

    if (unpaid) {
      await step.run('charge-payment', async () => {
        const charge = await chargeOrder(stripe(), await getOrder(db, orderId), unpaid)
        if ('declined' in charge) {
          await countDecline(db, orderId)
          throw new PaymentRefused(orderId, charge.declined)
        }
        await recordPayment(db, orderId, charge.paymentIntentId)
      })
    }

    await step.run('ship-order', async () => fulfilOrder(db, await getOrder(db, orderId), now()))
    const id = `order-completed:${orderId}`
    await step.sendEvent('announce-completed', orderCompleted.create({ orderId, teamId }, { id }))
    return { status: 'completed' }
  },
)
