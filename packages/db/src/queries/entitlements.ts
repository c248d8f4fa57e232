import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type Entitlement, entitlements, type Order, orders } from '../schema/index.ts'

/** Gives the team what it ordered and completes the order, in one transaction, once however often it is called. */
export async function fulfilOrder(db: Db, order: Order, grantedAt: Date): Promise<void> {
  await db.batch([
    // The lines as one parameter: D1 takes 100.
    db
      .insert(entitlements)
      .select(
        sql`SELECT NULL, ${order.teamId}, value->>'sku', value->>'quantity', ${order.id}, ${grantedAt.getTime()}, NULL
          FROM json_each(${JSON.stringify(order.lines)}) WHERE true`,
      )
      .onConflictDoNothing(),
    db.update(orders).set({ status: 'completed', missing: null }).where(eq(orders.id, order.id)),
  ])
}

export async function listEntitlements(db: Db, teamId: string): Promise<Entitlement[]> {
  return db
    .select()
    .from(entitlements)
    .where(and(eq(entitlements.teamId, teamId), isNull(entitlements.endedAt)))
}
