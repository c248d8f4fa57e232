import { mentionsIn } from '../rules/mentions.ts'

/** One stretch of a search: whose bodies say it, and after which key the next one begins; null at the end. */
export type Mentions = { keys: string[]; after: string | null }

type Row = { key: string; body: ArrayBuffer }

const ROWS_AFTER = `SELECT key, body FROM deliveries JOIN bodies ON id = body_id WHERE key > ? ORDER BY key LIMIT ?`
const OF_KEYS = `(SELECT body_id FROM deliveries WHERE key IN (SELECT value FROM json_each(?)))`

const utf8 = new TextDecoder()

/**
 * The bodies that a shard keeps, apart from their deliveries: whatever a delivery comes to rewrites its row, and SQLite reads whole
 * rows to find one by its key.
 */
export class StoredBodies {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** In the place of the body that is there; null for one that lies in R2. */
  put(id: number, body: Uint8Array | null): void {
    if (body) this.#sql.exec(`INSERT OR REPLACE INTO bodies (id, body) VALUES (?, ?)`, id, body)
    else this.#sql.exec(`DELETE FROM bodies WHERE id = ?`, id)
  }

  /** The next `limit` deliveries after a key that have a body here. Their bodies are read one at a time: together they may be more than a shard's memory. */
  search(mentions: string[], after: string, limit: number): Mentions {
    const isMentionedIn = mentionsIn(mentions)
    const found: Mentions = { keys: [], after: null }
    let count = 0
    for (const { key, body } of this.#sql.exec<Row>(ROWS_AFTER, after, limit)) {
      if (isMentionedIn(utf8.decode(body))) found.keys.push(key)
      found.after = key
      count += 1
    }
    return count < limit ? { ...found, after: null } : found
  }

  /** The bytes go, here and in R2's time. Answers how many rows it touched. */
  forget(keys: string[]): number {
    const among = JSON.stringify(keys)
    const unlink = `UPDATE deliveries SET body_ref = NULL WHERE key IN (SELECT value FROM json_each(?)) AND body_ref IS NOT NULL`
    return (
      this.#sql.exec(`DELETE FROM bodies WHERE id IN ${OF_KEYS}`, among).rowsWritten +
      this.#sql.exec(unlink, among).rowsWritten
    )
  }

  /** Whether the delivery's body is that object in R2. */
  isClaimed(key: string, bodyRef: string): boolean {
    const query = `SELECT 1 FROM deliveries WHERE key = ? AND body_ref = ?`
    return this.#sql.exec(query, key, bodyRef).toArray().length === 1
  }

  /**
   * With the bytes goes what the door read from them, and the headers: a signature may say whose bytes they were. What became of the
   * delivery stays, with the erasure's id.
   */
  erase(key: string, erasureId: string, seq: number): void {
    this.forget([key])
    const clear = `UPDATE deliveries SET headers = '{}', object_id = NULL, object_key = NULL, sequence = NULL, customer_id = NULL,
      erasure_id = ?, seq = ? WHERE key = ?`
    this.#sql.exec(clear, erasureId, seq, key)
  }

  isErasedBy(key: string, erasureId: string): boolean {
    const query = `SELECT 1 FROM deliveries WHERE key = ? AND erasure_id = ?`
    return this.#sql.exec(query, key, erasureId).toArray().length === 1
  }

  countErased(erasureId: string): number {
    const query = `SELECT count(*) AS count FROM deliveries WHERE erasure_id = ?`
    return this.#sql.exec<{ count: number }>(query, erasureId).one().count
  }
}
