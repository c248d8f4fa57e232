import { getOrder } from '@repo/db/orders'
import { expect, it } from 'vitest'
import { aPlacedOrder, process } from '../../test/a-placed-order.ts'
import { db } from '../../test/run.ts'

it('needs no payment where a coupon paid for all of the checkout', async () => {
  const { stripe, order } = await aPlacedOrder({ isPaid: true })
  stripe.payByCoupon(order.checkoutSessionId ?? '')

  const { status } = await process(order)

  expect(status).toBe('completed')
  expect(stripe.charges()).toEqual([])
  expect(await getOrder(db, order.id)).toMatchObject({ status: 'completed', paymentIntentId: null })
})
