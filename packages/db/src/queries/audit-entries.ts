import { and, desc, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type AuditEntry, auditEntries } from '../schema/index.ts'

export async function addAuditEntry(db: Db, entry: AuditEntry): Promise<void> {
  await db.insert(auditEntries).values(entry)
}

/** One page, newest first. */
export async function listAuditEntries(
  db: Db,
  limit: number,
  before?: { at: number; id: string },
): Promise<AuditEntry[]> {
  const place: SQL | undefined =
    before && sql`(${auditEntries.at}, ${auditEntries.id}) < (${before.at}, ${before.id})`
  return db
    .select()
    .from(auditEntries)
    .where(and(place))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(limit)
}

/** Answers how many rows went. */
export async function pruneAuditEntries(db: Db, before: Date): Promise<number> {
  const { meta } = await db.delete(auditEntries).where(lt(auditEntries.at, before)).run()
  return meta.changes
}
