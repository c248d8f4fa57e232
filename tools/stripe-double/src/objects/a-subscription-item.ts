import type { Stripe } from 'stripe'
import { aPlan, type Plan } from './a-plan.ts'
import { aPrice, type Price } from './a-price.ts'

export type SubscriptionItem = Omit<Stripe.SubscriptionItem, 'price' | 'plan'> & { price: Price; plan: Plan }

type SubscriptionItemInput = Pick<SubscriptionItem, 'id' | 'subscription' | 'created'>

const MONTH_SECONDS = 30 * 24 * 60 * 60

/** One seat a month. Its price is not in the catalogue, whose prices are paid once. */
export function aSubscriptionItem({ id, subscription, created }: SubscriptionItemInput): SubscriptionItem {
  const price = aPrice({
    id: 'price_doubleSeatMonthly',
    lookup_key: null,
    unit_amount: 1200,
    product: 'prod_doubleSeat',
    created,
    type: 'recurring',
    recurring: {
      interval: 'month',
      interval_count: 1,
      meter: null,
      trial_period_days: null,
      usage_type: 'licensed',
    },
  })
  return {
    id,
    object: 'subscription_item',
    billing_thresholds: null,
    created,
    current_period_end: created + MONTH_SECONDS,
    current_period_start: created,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: aPlan(price),
    price,
    quantity: 1,
    subscription,
    tax_rates: [],
  }
}
