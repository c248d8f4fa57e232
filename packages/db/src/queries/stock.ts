import { eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type OrderLine, type Stock, stock, stockReservations } from '../schema/index.ts'

export async function listStock(db: Db): Promise<Stock[]> {
  return db.select().from(stock).orderBy(stock.sku)
}

/**
 * Takes an order's lines from the stock, all or none, and once however often it is called.
 * Answers what is missing: an empty list means that the stock is taken.
 */
export async function reserveStock(db: Db, orderId: string, lines: OrderLine[]): Promise<OrderLine[]> {
  const taken = await db.select().from(stockReservations).where(eq(stockReservations.orderId, orderId))
  if (taken.length > 0) return []

  const missing = await listMissing(db, lines)
  if (missing.length > 0) return missing

  // One transaction, the lines as one parameter (D1 takes 100). The key refuses a second copy of this order, the check refuses
  // what another order took meanwhile; either error fails the step, and its retry reads the new state.
  await db.batch([
    db
      .insert(stockReservations)
      .select(
        sql`SELECT ${orderId}, value->>'sku', value->>'quantity' FROM json_each(${JSON.stringify(lines)})`,
      ),
    db
      .update(stock)
      .set({ available: sql`${stock.available} - (${takenBy(orderId)})` })
      .where(sql`EXISTS (${takenBy(orderId)})`),
  ])
  return []
}

/** Gives back what a failed order took. One that is paid keeps it: whoever paid waits for the next try, not for new stock. */
export async function releaseStock(db: Db, orderId: string): Promise<void> {
  const failed = sql`SELECT 1 FROM orders WHERE id = ${orderId} AND status = 'failed' AND payment_intent_id IS NULL`
  await db.batch([
    db
      .update(stock)
      .set({ available: sql`${stock.available} + (${takenBy(orderId)})` })
      .where(sql`EXISTS (${takenBy(orderId)}) AND EXISTS (${failed})`),
    db.delete(stockReservations).where(sql`${stockReservations.orderId} = ${orderId} AND EXISTS (${failed})`),
  ])
}

async function listMissing(db: Db, lines: OrderLine[]): Promise<OrderLine[]> {
  const skus = lines.map((line) => line.sku)
  const rows = await db.select().from(stock).where(inArray(stock.sku, skus))
  const available = new Map(rows.map((row) => [row.sku, row.available]))
  return lines
    .map(({ sku, quantity }) => ({ sku, quantity: quantity - (available.get(sku) ?? 0) }))
    .filter((line) => line.quantity > 0)
}

/** What an order took of the stock row at hand. */
const takenBy = (orderId: string) =>
  sql`SELECT quantity FROM stock_reservations WHERE order_id = ${orderId} AND sku = stock.sku`
