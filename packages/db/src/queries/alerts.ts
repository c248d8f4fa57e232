import { desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type Alert, alerts } from '../schema/index.ts'

const QUIET_MS = 3_600_000

export type Trouble = { kind: string; fingerprint: string; text: string }

/**
 * Keeps the trouble. `isDue` where a person is to be told: of one fingerprint once an hour at most, and of two who find the same
 * trouble at once only one is told so. `occurrences` counts all that was noted of it.
 */
export async function noteTrouble(
  db: Db,
  { kind, fingerprint, text }: Trouble,
  now: Date,
): Promise<{ isDue: boolean; occurrences: number }> {
  const at = now.getTime()
  const [noted] = await db.all<{ toldAt: number; occurrences: number }>(sql`
    INSERT INTO alerts (fingerprint, kind, text, occurrences, first_at, last_at, told_at)
    VALUES (${fingerprint}, ${kind}, ${text}, 1, ${at}, ${at}, ${at})
    ON CONFLICT (fingerprint) DO UPDATE SET text = excluded.text, last_at = max(last_at, excluded.last_at), occurrences = occurrences + 1
    RETURNING told_at AS toldAt, occurrences`)
  if (!noted || noted.occurrences === 1) return { isDue: true, occurrences: 1 }
  if (at - noted.toldAt < QUIET_MS) return { isDue: false, occurrences: noted.occurrences }
  const taken = await db
    .update(alerts)
    .set({ toldAt: now })
    .where(sql`${alerts.fingerprint} = ${fingerprint} AND ${alerts.toldAt} = ${noted.toldAt}`)
    .run()
  return { isDue: taken.meta.changes === 1, occurrences: noted.occurrences }
}

/** Nobody took it: the next time it is noted, a person is to be told at once. */
export async function forgetTold(db: Db, fingerprint: string): Promise<void> {
  await db
    .update(alerts)
    .set({ toldAt: new Date(0) })
    .where(eq(alerts.fingerprint, fingerprint))
}

export async function findAlert(db: Db, fingerprint: string): Promise<Alert | undefined> {
  return db.select().from(alerts).where(eq(alerts.fingerprint, fingerprint)).get()
}

/** The latest first. */
export async function listAlerts(db: Db, limit: number, since = new Date(0)): Promise<Alert[]> {
  return db.select().from(alerts).where(gte(alerts.lastAt, since)).orderBy(desc(alerts.lastAt)).limit(limit)
}

/** Answers how many rows went. */
export async function pruneAlerts(db: Db, lastBefore: Date): Promise<number> {
  const { meta } = await db.delete(alerts).where(lt(alerts.lastAt, lastBefore)).run()
  return meta.changes
}
