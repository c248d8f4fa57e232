/** One stretch of a search: whose bodies say it, and whose lie in R2, where only the bytes can tell. */
export type Mentions = { keys: string[]; inR2: { key: string; bodyRef: string }[]; after: string | null }

const OF_KEYS = `(SELECT body_id FROM deliveries WHERE key IN (SELECT value FROM json_each(?)))`

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

  /** The next `limit` deliveries after a key. Upper and lower case are one: addresses are written either way. */
  search(mentions: string[], after: string, limit: number): Mentions {
    const rows = this.#sql
      .exec<{ key: string; bodyRef: string | null; isMentioned: number }>(
        `SELECT key, body_ref AS bodyRef, EXISTS (SELECT 1 FROM json_each(?) WHERE instr(lower(CAST(body AS TEXT)), value) > 0) AS isMentioned
         FROM deliveries LEFT JOIN bodies ON id = body_id WHERE key > ? ORDER BY key LIMIT ?`,
        JSON.stringify(mentions.map((mention) => mention.toLowerCase())),
        after,
        limit,
      )
      .toArray()
    return {
      keys: rows.filter(({ isMentioned }) => isMentioned === 1).map(({ key }) => key),
      inR2: rows.flatMap(({ key, bodyRef }) => (bodyRef === null ? [] : [{ key, bodyRef }])),
      after: rows.length < limit ? null : (rows.at(-1)?.key ?? null),
    }
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
