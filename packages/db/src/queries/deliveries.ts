import { and, count, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type Delivery, deliveries } from '../schema/index.ts'

export type { DeliveryOrdering } from '../schema/index.ts'

/** One delivery as a shard tells it: the row, with its time as milliseconds since 1970, and whether a person's erasure emptied it (1). */
export type DeliveryFact = Omit<Delivery, 'receivedAt' | 'customerId' | 'senderId'> &
  Partial<Pick<Delivery, 'customerId' | 'senderId'>> & { receivedAt: number; isErased?: number }

// Of a delivery that is there only what it comes to: naming a column that an index holds costs a row, whether or not it changes.
const UPSERT = `
  INSERT INTO deliveries (id, source, type, object_id, object_key, sequence, ordering, status, announcement, size_bytes, event_id, run_id,
    error, received_at, revision, customer_id, sender_id)
  SELECT value->>'id', value->>'source', value->>'type', value->>'objectId', value->>'objectKey', value->>'sequence', value->>'ordering',
    value->>'status', value->>'announcement', value->>'sizeBytes', value->>'eventId', value->>'runId', value->>'error',
    value->>'receivedAt', value->>'revision', value->>'customerId', value->>'senderId'
  FROM json_each(?) WHERE true
  ON CONFLICT (id) DO UPDATE SET ordering = excluded.ordering, status = excluded.status, announcement = excluded.announcement,
    event_id = excluded.event_id, run_id = excluded.run_id, error = excluded.error, revision = excluded.revision
  WHERE excluded.revision > deliveries.revision`

// A copy that took the place of another is of another type.
const REPLACE = `
  UPDATE deliveries SET type = value->>'type', object_id = value->>'objectId', object_key = value->>'objectKey',
    sequence = value->>'sequence', received_at = value->>'receivedAt', size_bytes = value->>'sizeBytes', customer_id = value->>'customerId', sender_id = value->>'senderId'
  FROM json_each(?) AS told
  WHERE deliveries.id = value->>'id' AND revision = value->>'revision' AND deliveries.type <> value->>'type'`

// The sender's number stays: without it reconciliation would take the delivery for missing.
const FORGET = `
  UPDATE deliveries SET object_id = NULL, object_key = NULL, sequence = NULL, customer_id = NULL
  FROM json_each(?) AS told
  WHERE deliveries.id = value->>'id' AND revision = value->>'revision' AND value->>'isErased' = 1`

/** Writes what a shard knows, all facts as one parameter (D1 takes 100); an older revision changes nothing. */
export async function projectDeliveries({ $client }: Db, facts: DeliveryFact[]): Promise<void> {
  const told = JSON.stringify(facts)
  const statements = facts.some(({ isErased }) => isErased) ? [UPSERT, REPLACE, FORGET] : [UPSERT, REPLACE]
  await $client.batch(statements.map((statement) => $client.prepare(statement).bind(told)))
}

export async function findDelivery(db: Db, id: string): Promise<Delivery | undefined> {
  return db.select().from(deliveries).where(eq(deliveries.id, id)).get()
}

/** Newest first. */
export async function listDeliveries(db: Db, limit: number): Promise<Delivery[]> {
  return db.select().from(deliveries).orderBy(desc(deliveries.receivedAt)).limit(limit)
}

/** How many deliveries received since then are in which status. Reads a row for each of them. */
export async function countDeliveries(
  db: Db,
  since: Date,
): Promise<{ status: Delivery['status']; count: number }[]> {
  const sums = new Map<Delivery['status'], number>()
  for (const { status, count } of await countingDeliveries(db, since)) {
    sums.set(status, (sums.get(status) ?? 0) + count)
  }
  return [...sums].map(([status, count]) => ({ status, count }))
}

/**
 * How many deliveries received from then until then each source has in which status. The signs keep SQLite from walking the whole index
 * of sources for the sake of the groups.
 */
export function countingDeliveries(db: Db, from: Date, to?: Date) {
  return db
    .select({ source: deliveries.source, status: deliveries.status, count: count() })
    .from(deliveries)
    .where(and(gte(deliveries.receivedAt, from), to && lt(deliveries.receivedAt, to)))
    .groupBy(sql`+${deliveries.source}`, sql`+${deliveries.status}`)
}

/**
 * Those of the ids that D1 shows; with `mustBeTold` only those that some function is surely told of: what was replayed may be of a type that
 * none handles.
 */
export async function listKnown(db: Db, ids: string[], mustBeTold = false): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    SELECT id FROM deliveries WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    AND (${mustBeTold ? 0 : 1} OR announcement = 0 AND (status <> 'not_handled' OR event_id IS NOT NULL))`)
  return rows.map(({ id }) => id)
}

/** Those of the sender's own numbers that D1 shows. */
export async function listKnownSenderIds(db: Db, senderIds: string[]): Promise<string[]> {
  const rows = await db.all<{ senderId: string }>(sql`
    SELECT sender_id AS senderId FROM deliveries
    WHERE sender_id IS NOT NULL AND sender_id IN (SELECT value FROM json_each(${JSON.stringify(senderIds)}))`)
  return rows.map(({ senderId }) => senderId)
}

/** Forgets the oldest, at most `limit` of them: a D1 statement has 30 s. Answers how many went. */
export async function pruneDeliveries(db: Db, receivedBefore: Date, limit: number): Promise<number> {
  const old = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(lt(deliveries.receivedAt, receivedBefore))
    .orderBy(deliveries.receivedAt)
    .limit(limit)
  const { meta } = await db.delete(deliveries).where(inArray(deliveries.id, old)).run()
  return meta.changes
}
