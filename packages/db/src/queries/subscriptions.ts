import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { entitlements, type Subscription, subscriptions } from '../schema/index.ts'

export type EndedSubscription = Omit<Subscription, 'endedAt'> & { endedAt: Date }

/**
 * Ends a subscription and the access that it gave, in one transaction. News older than what is stored changes nothing.
 * The end is final at Stripe (a customer who returns gets a new subscription), so a tie needs no second look.
 */
export async function endSubscription(db: Db, ended: EndedSubscription): Promise<void> {
  await db.batch([
    db
      .insert(subscriptions)
      .values(ended)
      .onConflictDoUpdate({
        target: subscriptions.id,
        set: { status: ended.status, endedAt: ended.endedAt, asOf: ended.asOf },
        setWhere: sql`excluded.as_of >= ${subscriptions.asOf}`,
      }),
    db
      .update(entitlements)
      .set({ endedAt: ended.endedAt })
      .where(and(eq(entitlements.grantedBy, ended.id), isNull(entitlements.endedAt))),
  ])
}

export async function findSubscription(db: Db, id: string): Promise<Subscription | undefined> {
  return db.select().from(subscriptions).where(eq(subscriptions.id, id)).get()
}
