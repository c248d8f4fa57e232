import { expect, it } from 'vitest'
import { orderIdOf } from './order-id-of.ts'

it('names the order after the checkout session', () => {
  expect(orderIdOf({ type: 'checkout.session.completed', objectId: 'cs_1' })).toBe('ord_cs_1')
})

it('sees no order in anything else', () => {
  expect(orderIdOf({ type: 'customer.subscription.deleted', objectId: 'sub_1' })).toBeNull()
  expect(orderIdOf({ type: 'checkout.session.completed', objectId: null })).toBeNull()
})
