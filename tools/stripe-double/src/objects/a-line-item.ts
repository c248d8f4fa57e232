import type { Stripe } from 'stripe'
import type { Price } from './a-price.ts'

export type LineItem = Omit<Stripe.LineItem, 'price'> & { price: Price }

export function aLineItem({
  id,
  price,
  quantity,
}: Pick<LineItem, 'id' | 'price'> & { quantity: number }): LineItem {
  const amount = price.unit_amount * quantity
  return {
    id,
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: price.lookup_key,
    metadata: {},
    price,
    quantity,
  }
}
