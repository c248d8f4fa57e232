import type { DeliveryOrdering } from '@repo/db/deliveries'

/** News of an object, by the sender's own count. */
export type News = { objectKey: string; sequence: number; deliveryKey: string }

const PRUNED_AT_ONCE = 20_000

/** What a shard knows of the objects whose keys chose it: each one's newest news. */
export class ObjectStore {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Notes the news and says how it stands to what is known. The same news again gets the same answer, or an older one's. */
  observe({ objectKey, sequence, deliveryKey }: News, now: number): DeliveryOrdering {
    const query = `SELECT sequence, delivery_key AS deliveryKey, is_tied AS isTied FROM objects WHERE key = ?`
    const [known] = this.#sql.exec<{ sequence: number; deliveryKey: string; isTied: number }>(
      query,
      objectKey,
    )
    if (known && sequence < known.sequence) return 'stale'
    if (known && sequence === known.sequence) {
      if (known.deliveryKey === deliveryKey) return known.isTied ? 'tie' : 'newest'
      if (!known.isTied) this.#sql.exec(`UPDATE objects SET is_tied = 1 WHERE key = ?`, objectKey)
      return 'tie'
    }
    this.#sql.exec(
      `INSERT INTO objects (key, sequence, delivery_key, is_tied, seen_at) VALUES (?, ?, ?, 0, ?) ON CONFLICT DO UPDATE SET
       sequence = excluded.sequence, delivery_key = excluded.delivery_key, is_tied = 0, seen_at = excluded.seen_at`,
      objectKey,
      sequence,
      deliveryKey,
      now,
    )
    return 'newest'
  }

  /**
   * Forgets objects of which nothing was heard since then, among the next ones after where it last stopped. An index of that time would
   * cost a row for each delivery; a walk around the table may take days. Answers how many it forgot.
   */
  prune(seenBefore: number, rowsMax = PRUNED_AT_ONCE): number {
    const [place] = this.#sql.exec<{ key: string }>(`SELECT key FROM places WHERE name = 'prune-objects'`)
    const after = place?.key ?? ''
    const query = `SELECT max(key) AS last, count(*) AS count FROM (SELECT key FROM objects WHERE key > ? ORDER BY key LIMIT ?)`
    const { last, count } = this.#sql.exec<{ last: string; count: number }>(query, after, rowsMax).one()
    const next = count < rowsMax ? '' : last
    if (next !== after) this.#sql.exec(`INSERT OR REPLACE INTO places VALUES ('prune-objects', ?)`, next)
    if (count === 0) return 0
    const forget = `DELETE FROM objects WHERE key > ? AND key <= ? AND seen_at < ?`
    return this.#sql.exec(forget, after, last, seenBefore).rowsWritten
  }
}
