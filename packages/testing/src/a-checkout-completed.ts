import { aStripeEvent } from './a-stripe-event.ts'

/** A checkout session in Stripe's words. */
export type Checkout = {
  id: string
  mode: string
  payment_status: string
  client_reference_id: string | null
}

/** `checkout.session.completed` of a paid checkout for add-ons; name the team, or whatever else the test is about. */
export function aCheckoutCompleted(checkout: Partial<Checkout> = {}) {
  return aStripeEvent('checkout.session.completed', {
    id: `cs_test_${crypto.randomUUID().replaceAll('-', '')}`,
    mode: 'payment',
    payment_status: 'paid',
    client_reference_id: null,
    ...checkout,
  })
}
