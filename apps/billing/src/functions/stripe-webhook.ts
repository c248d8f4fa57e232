import { endSubscription } from '@repo/db/subscriptions'
import { subscriptionChanged } from '@repo/events/billing'
import { type HandledStripeType, stripeWebhookReceived } from '@repo/events/stripe'
import { orderPlacedEvent } from '../announce-order.ts'
import { inngest } from '../inngest.ts'
import { placeCheckoutOrder } from '../place-checkout-order.ts'
import { CheckoutCompleted, readWebhook, SubscriptionDeleted } from '../read-webhook.ts'

/** Turns a Stripe webhook into what it means for us, then settles it. Leans on ids made from the checkout, and on `as_of`. */
export const stripeWebhook = inngest.createFunction(
  {
    id: 'stripe-webhook',
    triggers: [stripeWebhookReceived],
    retries: 4,
    concurrency: 10,
    // The delivery id contains Stripe's event id. A copy is dropped; a replay has a new announcement and runs.
    idempotency: "event.data.deliveryId + '#' + string(event.data.announcement)",
    onFailure: async ({ event, error, step, deliveries }) => {
      const { deliveryId, announcement } = event.data.event.data
      const runId = event.data.run_id
      await step.run('settle-failed', () =>
        deliveries.settle(deliveryId, 'stripe-webhook', 'failed', runId, {
          announcement,
          reason: error.message,
        }),
      )
    },
  },
  async ({ event, step, runId, db, deliveries, stripe, now }) => {
    const { deliveryId, announcement } = event.data

    const means: Record<HandledStripeType, () => Promise<boolean>> = {
      'checkout.session.completed': placeOrder,
      'checkout.session.async_payment_succeeded': placeOrder,
      'customer.subscription.deleted': endAccess,
    }
    const handle = new Map(Object.entries(means)).get(event.data.type)
    const isHandled = handle !== undefined && (await handle())

    const outcome = isHandled ? 'handled' : 'not_handled'
    await step.run('settle-delivery', () =>
      deliveries.settle(deliveryId, 'stripe-webhook', outcome, runId, { announcement }),
    )
    return { outcome }

    async function placeOrder(): Promise<boolean> {
      const order = await step.run('place-order', async () => {
        const checkout = await readWebhook(deliveries, deliveryId, CheckoutCompleted)
        return placeCheckoutOrder({ db, stripe, now }, checkout)
      })
      if (order?.status === 'placed') await step.sendEvent('announce-order', orderPlacedEvent(order))
      return order !== null
    }

    async function endAccess(): Promise<boolean> {
      const subscriptionId = await step.run('end-access', async () => {
        const { created, data } = await readWebhook(deliveries, deliveryId, SubscriptionDeleted)
        const { id, customer: customerId, status, ended_at } = data.object
        const asOf = new Date(created * 1000)
        await endSubscription(db, {
          id,
          customerId,
          status,
          asOf,
          endedAt: ended_at ? new Date(ended_at * 1000) : asOf,
        })
        return id
      })
      await step.sendEvent(
        'announce-change',
        subscriptionChanged.create({ subscriptionId }, { id: `subscription-changed:${deliveryId}` }),
      )
      return true
    }
  },
)
