import type { DeliveryOrdering } from '@repo/db/deliveries'

/** News of an object, by the sender's own count. */
export type News = { objectKey: string; sequence: number; deliveryKey: string }

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

  /** Forgets objects of which nothing was heard since then. Answers how many. */
  prune(seenBefore: number): number {
    return this.#sql.exec(`DELETE FROM objects WHERE seen_at < ?`, seenBefore).rowsWritten
  }
}
