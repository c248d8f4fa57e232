import { DomainError } from '@repo/worker-kit/errors'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type Installation, installations } from '../schema/index.ts'

export class InstallationNotFound extends DomainError {
  constructor(id: string) {
    super('not_found', `installation ${id} does not exist`)
  }
}

export async function findInstallation(db: Db, id: string): Promise<Installation | undefined> {
  return db.select().from(installations).where(eq(installations.id, id)).get()
}

/** Keeps the newest word on an installation; on a tie the later writer wins, except that a deleted one stays deleted. */
export async function saveInstallation(db: Db, known: Omit<Installation, 'teamId'>): Promise<void> {
  await db
    .insert(installations)
    .values(known)
    .onConflictDoUpdate({
      target: installations.id,
      set: { account: known.account, status: known.status, asOf: known.asOf },
      setWhere: sql`excluded.as_of >= ${installations.asOf} AND ${installations.status} <> 'deleted'`,
    })
}

/** Says which team an installation belongs to. */
export async function assignInstallation(db: Db, id: string, teamId: string): Promise<Installation> {
  const assigned = await db
    .update(installations)
    .set({ teamId })
    .where(eq(installations.id, id))
    .returning()
    .get()
  if (!assigned) throw new InstallationNotFound(id)
  return assigned
}
