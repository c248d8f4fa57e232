import { DomainError } from '@repo/worker-kit/errors'
import { and, count, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type NewOrder, type Order, type OrderLine, orders } from '../schema/index.ts'

export class OrderNotFound extends DomainError {
  constructor(id: string) {
    super('not_found', `order ${id} does not exist`)
  }
}

export async function getOrder(db: Db, id: string): Promise<Order> {
  const order = await db.select().from(orders).where(eq(orders.id, id)).get()
  if (!order) throw new OrderNotFound(id)
  return order
}

export async function findOrder(db: Db, id: string): Promise<Order | undefined> {
  return db.select().from(orders).where(eq(orders.id, id)).get()
}

/** Stores an order unless its id is there already; answers what is stored. */
export async function placeOrder(db: Db, order: NewOrder): Promise<Order> {
  await db.insert(orders).values(order).onConflictDoNothing({ target: orders.id })
  return getOrder(db, order.id)
}

/** Newest first. */
export async function listOrders(db: Db, limit: number): Promise<Order[]> {
  return db.select().from(orders).orderBy(desc(orders.createdAt)).limit(limit)
}

/** How many orders placed since then are in which status. */
export async function countOrders(
  db: Db,
  since: Date,
): Promise<{ status: Order['status']; count: number }[]> {
  return db
    .select({ status: orders.status, count: count() })
    .from(orders)
    .where(gte(orders.createdAt, since))
    .groupBy(orders.status)
}

/** Orders that nothing has happened to since `placedBefore`, oldest first: their announcement may have been lost. */
export async function listWaitingOrders(db: Db, placedBefore: Date, limit: number): Promise<Order[]> {
  const waiting = and(eq(orders.status, 'placed'), lt(orders.createdAt, placedBefore))
  return db.select().from(orders).where(waiting).orderBy(orders.createdAt).limit(limit)
}

export async function recordPayment(db: Db, id: string, paymentIntentId: string): Promise<void> {
  await db.update(orders).set({ paymentIntentId }).where(eq(orders.id, id))
}

/** A decline is certain not to have taken money: the next try may use another key. */
export async function countDecline(db: Db, id: string): Promise<void> {
  await db
    .update(orders)
    .set({ declines: sql`${orders.declines} + 1` })
    .where(eq(orders.id, id))
}

/** Lets a failed or backordered order be tried anew; answers it as it is now, which for any other is as it was. */
export async function reopenOrder(db: Db, id: string): Promise<Order> {
  await db
    .update(orders)
    .set({
      status: 'placed',
      announcement: sql`${orders.announcement} + 1`,
      missing: null,
      failureReason: null,
    })
    .where(and(eq(orders.id, id), inArray(orders.status, ['failed', 'backordered'])))
  return getOrder(db, id)
}

/** Only an order still being worked on moves: a completed one stays completed. */
export async function markBackordered(db: Db, id: string, missing: OrderLine[]): Promise<void> {
  await db
    .update(orders)
    .set({ status: 'backordered', missing })
    .where(and(eq(orders.id, id), eq(orders.status, 'placed')))
}

/** Only an order still being worked on moves, and only by the newest try: the failure of an earlier one may come late. */
export async function markFailed(
  db: Db,
  id: string,
  announcement: number,
  failureReason: string,
): Promise<void> {
  const isCurrent = and(eq(orders.status, 'placed'), eq(orders.announcement, announcement))
  await db
    .update(orders)
    .set({ status: 'failed', failureReason })
    .where(and(eq(orders.id, id), isCurrent))
}
