import type { Stripe } from 'stripe'

/** As it is on the wire: decimals are text there. */
export type Price = Omit<Stripe.Price, 'unit_amount' | 'unit_amount_decimal' | 'product'> & {
  unit_amount: number
  unit_amount_decimal: string
  product: string
}

type PriceInput = Pick<Price, 'id' | 'lookup_key' | 'unit_amount' | 'product' | 'created'> & Partial<Price>

export function aPrice(input: PriceInput): Price {
  return {
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    currency: 'usd',
    custom_unit_amount: null,
    livemode: false,
    metadata: {},
    nickname: null,
    recurring: null,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount_decimal: String(input.unit_amount),
    ...input,
  }
}
