import { and, count, countDistinct, eq, gte, like, lt } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { documents, entitlements } from '../schema/index.ts'

const DAY_MS = 86_400_000

export type TeamDay = { documents: number; orders: number }

/**
 * What a team came by on a day (UTC, `2026-11-23`): the documents that were new on it and can be found now, and the orders that gave it
 * something. A document is new once, whatever becomes of it later.
 */
export async function getTeamDay(db: Db, teamId: string, day: string): Promise<TeamDay> {
  const from = new Date(`${day}T00:00:00Z`)
  const until = new Date(from.getTime() + DAY_MS)
  const [[indexed], [completed]] = await db.batch([
    db
      .select({ documents: count() })
      .from(documents)
      .where(
        and(
          eq(documents.teamId, teamId),
          eq(documents.status, 'indexed'),
          gte(documents.createdAt, from),
          lt(documents.createdAt, until),
        ),
      ),
    db
      .select({ orders: countDistinct(entitlements.grantedBy) })
      .from(entitlements)
      .where(
        and(
          eq(entitlements.teamId, teamId),
          like(entitlements.grantedBy, 'ord_%'),
          gte(entitlements.grantedAt, from),
          lt(entitlements.grantedAt, until),
        ),
      ),
  ])
  return { documents: indexed?.documents ?? 0, orders: completed?.orders ?? 0 }
}
