import { mentionsIn } from '../rules/mentions.ts'

/** One stretch of a search: whose bodies say it, and whose lie in R2, where only the bytes can tell. */
export type Mentions = { keys: string[]; inR2: { key: string; bodyRef: string }[]; after: string | null }

type Row = { key: string; body: ArrayBuffer | null; bodyRef: string | null }

const ROWS_AFTER = `SELECT key, body, body_ref AS bodyRef FROM deliveries LEFT JOIN bodies ON id = body_id WHERE key > ? ORDER BY key LIMIT ?`
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

  /** The next `limit` deliveries after a key. Their bodies are read one at a time: together they may be more than a shard's memory. */
  search(mentions: string[], after: string, limit: number): Mentions {
    const isMentionedIn = mentionsIn(mentions)
    const found: Mentions = { keys: [], inR2: [], after: null }
    let count = 0
    for (const { key, body, bodyRef } of this.#sql.exec<Row>(ROWS_AFTER, after, limit)) {
      if (bodyRef !== null) found.inR2.push({ key, bodyRef })
      else if (body && isMentionedIn(utf8.decode(body))) found.keys.push(key)
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

  /** The headers go with the bytes: a signature may say whose bytes they were. What became of them stays. */
  erase(keys: string[]): void {
    this.forget(keys)
    const clear = `UPDATE deliveries SET headers = '{}' WHERE key IN (SELECT value FROM json_each(?))`
    this.#sql.exec(clear, JSON.stringify(keys))
  }
}
