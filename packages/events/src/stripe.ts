import { webhookReceived } from './webhook.ts'

export { handledStripeTypes, type HandledStripeType } from './handled-types.ts'

/** A signed webhook of Stripe is durably stored. */
export const stripeWebhookReceived = webhookReceived('stripe')
