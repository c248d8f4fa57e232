import { sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { deliveries } from '../schema/index.ts'

export type SourceHealth = {
  source: string
  /** In ms since 1970; null where nothing has ever come in, as far as D1 remembers. */
  lastReceivedAt: number | null
  /** By status. */
  counts: Record<string, number>
}

/** What came from each of the sources since then, and when the last delivery came at all. */
export async function readSourceHealth(
  db: Db,
  sources: readonly string[],
  since: Date,
): Promise<SourceHealth[]> {
  const names = JSON.stringify(sources)
  const [last, counts] = await Promise.all([
    db.all<{ source: string; at: number | null }>(sql`
      SELECT value AS source, (SELECT max(received_at) FROM deliveries WHERE source = value) AS at FROM json_each(${names})`),
    db
      .select({ source: deliveries.source, status: deliveries.status, count: sql<number>`count(*)` })
      .from(deliveries)
      .where(sql`${deliveries.receivedAt} >= ${since.getTime()}`)
      .groupBy(deliveries.source, deliveries.status),
  ])
  return last.map(({ source, at }) => ({
    source,
    lastReceivedAt: at,
    counts: Object.fromEntries(
      counts.filter((row) => row.source === source).map(({ status, count }) => [status, count]),
    ),
  }))
}
