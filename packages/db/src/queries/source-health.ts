import { sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { countingDeliveries } from './deliveries.ts'

/** Times in ms since 1970; null where it never was, as far as D1 remembers. */
export type SourceHealth = {
  source: string
  /** When a webhook that one of its secrets signed last came in; what was fetched or filed for it does not count. */
  lastHeardAt: number | null
  /** When its newest delivery came in, however it came. */
  lastReceivedAt: number | null
  /** By status. */
  counts: Record<string, number>
}

/** When each of the sources was last heard. */
export async function readLastHeard(
  db: Db,
  sources: readonly string[],
): Promise<Pick<SourceHealth, 'source' | 'lastHeardAt'>[]> {
  return db.all(sql`
    SELECT value AS source, (SELECT max(last_used_at) FROM secret_uses WHERE source = value) AS lastHeardAt
    FROM json_each(${JSON.stringify(sources)})`)
}

/** What came from each of the sources since then, and when the last came at all. Reads a row for each delivery since then. */
export async function readSourceHealth(
  db: Db,
  sources: readonly string[],
  since: Date,
): Promise<SourceHealth[]> {
  const [heard, received, counts] = await Promise.all([
    readLastHeard(db, sources),
    db.all<{ source: string; at: number | null }>(sql`
      SELECT value AS source, (SELECT max(received_at) FROM deliveries WHERE source = value) AS at
      FROM json_each(${JSON.stringify(sources)})`),
    countingDeliveries(db, since),
  ])
  return heard.map(({ source, lastHeardAt }) => ({
    source,
    lastHeardAt,
    lastReceivedAt: received.find((row) => row.source === source)?.at ?? null,
    counts: Object.fromEntries(
      counts.filter((row) => row.source === source).map(({ status, count }) => [status, count]),
    ),
  }))
}
