import type { Db } from '@repo/db'
import { findDelivery } from '@repo/db/deliveries'
import type { Delivery } from '@repo/db/schema'
import type { Answer, Engine } from '../engine.ts'
import type { Run } from '../engine-schemas.ts'
import type { Ingress, IngressAnswer, StoredDelivery } from '../ingress.ts'
import { orderIdOf } from '../rules/order-id-of.ts'
import { loadOrder, type OrderDetail } from './load-order.ts'

export type DeliveryDetail = {
  kind: 'delivery'
  delivery: Delivery
  /** Its headers, every announcement and, where that was asked for, its body. */
  stored: IngressAnswer<StoredDelivery>
  /** Null as long as it was never announced. */
  runs: Answer<Run[]> | null
  order: OrderDetail | null
}

/** From the door to the effect. */
export async function loadDelivery(
  db: Db,
  engine: Engine,
  ingress: Ingress,
  id: string,
  isBodyWanted: boolean,
): Promise<DeliveryDetail | null> {
  const delivery = await findDelivery(db, id)
  if (!delivery) return null

  const orderId = orderIdOf(delivery)
  const [stored, runs, order] = await Promise.all([
    ingress.showDelivery(id, isBodyWanted),
    delivery.eventId ? engine.listRunsOf(delivery.eventId) : null,
    orderId ? loadOrder(db, engine, orderId) : null,
  ])
  return { kind: 'delivery', delivery, stored, runs, order }
}
