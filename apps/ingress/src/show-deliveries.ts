import { createDb, type Db } from '@repo/db'
import { type DeliveryFact, projectDeliveries } from '@repo/db/deliveries'
import type { Bindings } from './context.ts'

// Made once for each binding: Drizzle reads the whole schema for it.
const databases = new WeakMap<D1Database, Db>()

/** Shows in D1 what changed in a shard. A file of its own, so that the door does not load Drizzle before it answers. */
export async function showDeliveries(env: Bindings, facts: DeliveryFact[]): Promise<void> {
  const db = databases.get(env.DB) ?? createDb(env.DB)
  databases.set(env.DB, db)
  await projectDeliveries(db, facts)
}
