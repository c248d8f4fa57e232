import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
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
  const isDue = await claimTelling(db, fingerprint, new Date(noted.toldAt), now)
  return { isDue, occurrences: noted.occurrences }
}

/** Of two who would tell a person of the same, only one may: false for the other. */
export async function claimTelling(db: Db, fingerprint: string, toldAt: Date, now: Date): Promise<boolean> {
  const { meta } = await db
    .update(alerts)
    .set({ toldAt: now })
    .where(and(eq(alerts.fingerprint, fingerprint), eq(alerts.toldAt, toldAt)))
    .run()
  return meta.changes === 1
}

const NEVER = new Date(0)

/** Nobody took it: the next time it is noted, a person is to be told at once. */
export async function forgetTold(db: Db, fingerprint: string): Promise<void> {
  await db.update(alerts).set({ toldAt: NEVER }).where(eq(alerts.fingerprint, fingerprint))
}

/** What nobody took when a person was last to be told of it, and that was noted since then. */
export async function listUntold(db: Db, since: Date, limit: number): Promise<Alert[]> {
  return db
    .select()
    .from(alerts)
    .where(and(eq(alerts.toldAt, NEVER), gte(alerts.lastAt, since)))
    .limit(limit)
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
