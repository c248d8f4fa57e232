import { listEntitlements } from '@repo/db/entitlements'
import { getOrder } from '@repo/db/orders'
import type { Order } from '@repo/db/schema'
import { expect, it } from 'vitest'
import { aPlacedOrder, availableOf } from '../../test/a-placed-order.ts'
import { db, explore } from '../../test/run.ts'

const placed = ({ id: orderId, teamId, announcement }: Order) => ({
  name: 'order/placed',
  data: { orderId, teamId, announcement },
})

it('charges, ships and announces an order once, wherever its run is cut off', async () => {
  const exploration = await explore({
    setup: (engine) => aPlacedOrder({ outside: engine }),
    play: (engine, { order }) => engine.send(placed(order)),
    async check({ stripe, sku, order }, engine) {
      expect(stripe.payments()).toHaveLength(1)
      expect(await getOrder(db, order.id)).toMatchObject({ status: 'completed' })
      expect(await listEntitlements(db, order.teamId)).toMatchObject([{ sku, quantity: 2 }])
      expect(await availableOf(sku)).toBe(8)
      const announced = engine.events.list({ name: 'order/completed' }).map(({ id }) => id)
      expect(new Set(announced)).toEqual(new Set([`order-completed:${order.id}`]))
    },
  })

  expect(exploration).toHaveSurvived()
}, 60_000)

it('gives back the stock of an order whose card is declined, wherever its run is cut off', async () => {
  const exploration = await explore({
    setup: (engine) => aPlacedOrder({ outside: engine, paymentMethodId: 'pm_card_chargeDeclined' }),
    play: (engine, { order }) => engine.send(placed(order)),
    async check({ sku, order }, engine) {
      expect(await getOrder(db, order.id)).toMatchObject({ status: 'failed' })
      expect(await availableOf(sku)).toBe(10)
      const announced = engine.events.list({ name: 'order/failed' }).map(({ id }) => id)
      expect(new Set(announced)).toEqual(new Set([`order-failed:${order.id}#0`]))
    },
  })

  expect(exploration).toHaveSurvived()
}, 60_000)
