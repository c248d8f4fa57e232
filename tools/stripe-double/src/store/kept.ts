import type { CheckoutSession } from '../objects/a-checkout-session.ts'
import type { LineItem } from '../objects/a-line-item.ts'
import type { PaymentIntent } from '../objects/a-payment-intent.ts'
import type { Price } from '../objects/a-price.ts'
import type { Refund } from '../objects/a-refund.ts'
import type { Subscription } from '../objects/a-subscription.ts'
import type { StripeEvent } from '../objects/wrap-in-event.ts'

/** What the double keeps, by type. Line items are kept per session, under the session's id. */
export type Kept = {
  payment_intent: PaymentIntent
  refund: Refund
  'checkout.session': CheckoutSession
  line_items: LineItem[]
  price: Price
  subscription: Subscription
  event: StripeEvent
}
