import { eventType } from 'inngest'
import { z } from 'zod'

/** The Stripe types that a function handles; all others are kept as deliveries and never announced. */
export const handledStripeTypes = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'customer.subscription.deleted',
] as const

export type HandledStripeType = (typeof handledStripeTypes)[number]

/** A signed webhook of Stripe is durably stored. `deliveryId#announcement` names this announcement of it. */
export const stripeWebhookReceived = eventType('stripe/webhook.received', {
  schema: z.object({
    deliveryId: z.string(),
    announcement: z.int().min(0),
    type: z.string(),
    objectId: z.string().nullable(),
  }),
})
