import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm'
import { DomainError } from '@repo/worker-kit/errors'
import type { Db } from '../index.ts'
import { type Erasure, erasures } from '../schema/index.ts'

export class ErasureNotFound extends DomainError {
  constructor(id: string) {
    super('not_found', `erasure ${id} does not exist`, { field: 'id' })
  }
}

export async function addErasure(
  db: Db,
  erasure: Pick<Erasure, 'id' | 'mentions' | 'requestedAt'>,
): Promise<void> {
  await db.insert(erasures).values(erasure)
}

export async function getErasure(db: Db, id: string): Promise<Erasure> {
  const erasure = await db.select().from(erasures).where(eq(erasures.id, id)).get()
  if (!erasure) throw new ErasureNotFound(id)
  return erasure
}

/** The ids of those that were asked for before then and are not finished, oldest first. */
export async function listOpenErasures(db: Db, requestedBefore: Date, limit: number): Promise<string[]> {
  const open = await db
    .select({ id: erasures.id })
    .from(erasures)
    .where(and(isNull(erasures.finishedAt), lt(erasures.requestedAt, requestedBefore)))
    .orderBy(asc(erasures.requestedAt))
    .limit(limit)
  return open.map(({ id }) => id)
}

/** The words by which the person was found are forgotten with the rest. */
export async function finishErasure(db: Db, id: string, erased: number, finishedAt: Date): Promise<void> {
  await db
    .update(erasures)
    .set({ mentions: [], erased, finishedAt })
    .where(sql`${erasures.id} = ${id} AND ${erasures.finishedAt} IS NULL`)
}
