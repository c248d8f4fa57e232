import { and, asc, count, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import {
  type MissingDelivery,
  missingDeliveries,
  reconciledDays,
  type Reconciliation,
  reconciliations,
} from '../schema/index.ts'

/** A day of a source as the sender's list and ours tell it. */
export type DaySum = {
  source: string
  day: string
  expected: number
  received: number
  healed: number
  missing: number
}

/** Where a channel stands; one that is new begins at `comparedTo`. */
export async function openReconciliation(
  db: Db,
  start: Pick<Reconciliation, 'channel' | 'source' | 'comparedTo' | 'checkedAt'>,
): Promise<Reconciliation> {
  await db.insert(reconciliations).values(start).onConflictDoNothing()
  const known = await db
    .select()
    .from(reconciliations)
    .where(eq(reconciliations.channel, start.channel))
    .get()
  return known ?? { ...start, walkFrom: null, nextPage: null }
}

/**
 * Keeps what one page of the sender's list told, and where the next one begins, in one transaction: a page that is read twice
 * counts once, because it counts only from the place where it was read.
 */
export async function keepPage(
  db: Db,
  from: Reconciliation,
  page: {
    days: Record<string, number>
    missing: Omit<MissingDelivery, 'channel' | 'source' | 'requests' | 'requestedAt' | 'healedAt' | 'error'>[]
    to: Pick<Reconciliation, 'comparedTo' | 'walkFrom' | 'nextPage' | 'checkedAt'>
  },
): Promise<void> {
  const { channel, source } = from
  const isHere = sql`EXISTS (SELECT 1 FROM reconciliations WHERE channel = ${channel} AND compared_to = ${from.comparedTo.getTime()}
    AND walk_from IS ${from.walkFrom?.getTime() ?? null} AND next_page IS ${from.nextPage})`
  const days = JSON.stringify(Object.entries(page.days))
  const missing = JSON.stringify(
    page.missing.map((one) => ({ ...one, occurredAt: one.occurredAt.getTime() })),
  )
  const { comparedTo, walkFrom, nextPage, checkedAt } = page.to
  await db.batch([
    // An insert from a select names every column of the table, in the table's order.
    db
      .insert(missingDeliveries)
      .select(
        sql`SELECT ${channel}, value->>'senderId', ${source}, value->>'attemptId', value->>'type', value->>'occurredAt', 0, NULL, NULL, NULL
          FROM json_each(${missing}) WHERE ${isHere}`,
      )
      .onConflictDoNothing(),
    db
      .insert(reconciledDays)
      .select(sql`SELECT ${channel}, ${source}, value->>0, value->>1 FROM json_each(${days}) WHERE ${isHere}`)
      .onConflictDoUpdate({
        target: [reconciledDays.channel, reconciledDays.day],
        set: { expected: sql`${reconciledDays.expected} + excluded.expected` },
      }),
    db
      .update(reconciliations)
      .set({ comparedTo, walkFrom, nextPage, checkedAt })
      .where(and(eq(reconciliations.channel, channel), isHere)),
  ])
}

/** What is still missing: first what was asked for least, then what is oldest, and at the end what will hardly come. */
export async function listMissing(db: Db, channel: string, limit: number): Promise<MissingDelivery[]> {
  return db
    .select()
    .from(missingDeliveries)
    .where(and(eq(missingDeliveries.channel, channel), isNull(missingDeliveries.healedAt)))
    .orderBy(
      sql`${missingDeliveries.error} IS NOT NULL`,
      asc(missingDeliveries.requests),
      asc(missingDeliveries.occurredAt),
    )
    .limit(limit)
}

export async function markHealed(db: Db, channel: string, senderIds: string[], at: Date): Promise<void> {
  await db.run(sql`UPDATE missing_deliveries SET healed_at = ${at.getTime()}, error = NULL WHERE channel = ${channel}
    AND healed_at IS NULL AND sender_id IN (SELECT value FROM json_each(${JSON.stringify(senderIds)}))`)
}

/** The sender was asked for it once more; `error` says why it will not come. */
export async function markRequested(
  db: Db,
  { channel, senderId }: Pick<MissingDelivery, 'channel' | 'senderId'>,
  at: Date,
  error: string | null,
): Promise<void> {
  await db
    .update(missingDeliveries)
    .set({ requestedAt: at, requests: sql`${missingDeliveries.requests} + 1`, error })
    .where(and(eq(missingDeliveries.channel, channel), eq(missingDeliveries.senderId, senderId)))
}

export async function listReconciliations(db: Db): Promise<Reconciliation[]> {
  return db.select().from(reconciliations).orderBy(asc(reconciliations.channel))
}

/** Per source and day, the newest day first. What was neither missing nor is it still was received in the first place. */
export async function listDaySums(db: Db, sinceDay: string): Promise<DaySum[]> {
  return db.all<DaySum>(sql`
    WITH gaps AS (
      SELECT channel, date(occurred_at / 1000, 'unixepoch') AS day, count(*) AS gaps, count(healed_at) AS healed
      FROM missing_deliveries WHERE occurred_at >= ${Date.parse(sinceDay)} GROUP BY channel, day)
    SELECT d.source, d.day, sum(d.expected) AS expected, sum(d.expected - coalesce(g.gaps, 0)) AS received,
      sum(coalesce(g.healed, 0)) AS healed, sum(coalesce(g.gaps - g.healed, 0)) AS missing
    FROM reconciled_days d LEFT JOIN gaps g ON g.channel = d.channel AND g.day = d.day
    WHERE d.day >= ${sinceDay} GROUP BY d.source, d.day ORDER BY d.day DESC, d.source`)
}

/** Answers how many rows went. */
export async function pruneReconciliations(db: Db, before: Date): Promise<number> {
  const day = before.toISOString().slice(0, 10)
  const [missing, days] = await db.batch([
    db.delete(missingDeliveries).where(lt(missingDeliveries.occurredAt, before)),
    db.delete(reconciledDays).where(lt(reconciledDays.day, day)),
  ])
  return missing.meta.changes + days.meta.changes
}

/** How many that happened since then are still missing. */
export async function countMissing(db: Db, channel: string, since: Date): Promise<number> {
  const open = and(
    eq(missingDeliveries.channel, channel),
    isNull(missingDeliveries.healedAt),
    gte(missingDeliveries.occurredAt, since),
  )
  const counted = await db.select({ count: count() }).from(missingDeliveries).where(open).get()
  return counted?.count ?? 0
}
