import { desc, eq, sql } from 'drizzle-orm'
import { DomainError } from '@repo/worker-kit/errors'
import type { Db } from '../index.ts'
import { type Replay, replays } from '../schema/index.ts'
import type { Place } from './delivery-search.ts'

export class ReplayNotFound extends DomainError {
  constructor(id: string) {
    super('not_found', `replay ${id} does not exist`, { field: 'id' })
  }
}

export async function addReplay(
  db: Db,
  replay: Pick<Replay, 'id' | 'filter' | 'tokenId' | 'requestedAt' | 'expected'>,
): Promise<void> {
  await db.insert(replays).values(replay)
}

export async function getReplay(db: Db, id: string): Promise<Replay> {
  const replay = await db.select().from(replays).where(eq(replays.id, id)).get()
  if (!replay) throw new ReplayNotFound(id)
  return replay
}

/** Newest first. */
export async function listReplays(db: Db, limit: number): Promise<Replay[]> {
  return db.select().from(replays).orderBy(desc(replays.requestedAt)).limit(limit)
}

/** Counts one page and moves on, unless somebody has done so already: a page that is done twice counts once. */
export async function advanceReplay(
  db: Db,
  { id, beforeId }: Pick<Replay, 'id' | 'beforeId'>,
  page: { announced: number; refused: number; last: Place | undefined; finishedAt: Date | null },
): Promise<void> {
  await db.run(sql`
    UPDATE replays SET announced = announced + ${page.announced}, refused = refused + ${page.refused},
      before_at = coalesce(${page.last?.receivedAt ?? null}, before_at), before_id = coalesce(${page.last?.id ?? null}, before_id),
      finished_at = ${page.finishedAt?.getTime() ?? null}
    WHERE id = ${id} AND before_id IS ${beforeId} AND finished_at IS NULL`)
}
