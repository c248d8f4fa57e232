import type { Db } from '@repo/db'
import { placeOrder } from '@repo/db/orders'
import type { NewOrder, Order } from '@repo/db/schema'
import { aTeam } from './a-team.ts'

/** An order in the database, placed by the API for one seat, unless said otherwise. */
export async function anOrder(db: Db, order: Partial<NewOrder> = {}): Promise<Order> {
  return placeOrder(db, {
    id: `ord_${crypto.randomUUID()}`,
    teamId: order.teamId ?? (await aTeam(db)).teamId,
    lines: [{ sku: 'seat', quantity: 1 }],
    paymentMethodId: order.checkoutSessionId ? null : 'pm_card_visa',
    createdAt: new Date(),
    ...order,
  })
}
