import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type Entitlement, entitlements, type Order, orders } from '../schema/index.ts'

/** Gives the team what it ordered and completes the order, in one transaction, once however often it is called. */
export async function fulfilOrder(db: Db, order: Order, grantedAt: Date): Promise<void> {
  const grants = order.lines.map((line) => ({
    ...line,
    teamId: order.teamId,
    grantedBy: order.id,
    grantedAt,
  }))
  await db.batch([
    db.insert(entitlements).values(grants).onConflictDoNothing(),
    db.update(orders).set({ status: 'completed', missing: null }).where(eq(orders.id, order.id)),
  ])
}

export async function listEntitlements(db: Db, teamId: string): Promise<Entitlement[]> {
  return db
    .select()
    .from(entitlements)
    .where(and(eq(entitlements.teamId, teamId), isNull(entitlements.endedAt)))
}
