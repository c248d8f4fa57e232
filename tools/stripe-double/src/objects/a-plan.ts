import type { Stripe } from 'stripe'
import type { Price } from './a-price.ts'

export type Plan = Omit<Stripe.Plan, 'amount_decimal'> & { amount_decimal: string }

/** What Stripe still shows beside the price of each subscription item. */
export function aPlan(price: Price): Plan {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: 'month',
    interval_count: 1,
    livemode: false,
    metadata: {},
    meter: null,
    nickname: null,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  }
}
