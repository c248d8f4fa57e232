import { listWaitingOrders } from '@repo/db/orders'
import type { Db } from '@repo/db'
import type { Order } from '@repo/db/schema'
import { orderPlaced } from '@repo/events/order'
import { log } from '@repo/worker-kit/log'
import { inngest } from './inngest.ts'

const WAIT_MS = 60_000
const BATCH_MAX = 100

/** The event that starts an order's work. Its id is the same however often it is made, so that a repeat is heard once. */
export function orderPlacedEvent({
  id: orderId,
  teamId,
  announcement,
}: Pick<Order, 'id' | 'teamId' | 'announcement'>) {
  return orderPlaced.create(
    { orderId, teamId, announcement },
    { id: `order-placed:${orderId}#${announcement}` },
  )
}

/** Announces a stored order at once if it can; if not, `announceWaitingOrders` will. No answer need wait for it. */
export async function announceOrder(order: Order): Promise<void> {
  try {
    await inngest.send(orderPlacedEvent(order))
  } catch (error) {
    log.warn('order waits for its announcement', { orderId: order.id, error })
  }
}

/** Every minute: announces the orders that still wait, in case Inngest could not be reached when they came in. */
export async function announceWaitingOrders(db: Db, now: Date): Promise<void> {
  const waiting = await listWaitingOrders(db, new Date(now.getTime() - WAIT_MS), BATCH_MAX)
  if (waiting.length > 0) await inngest.send(waiting.map(orderPlacedEvent))
}
