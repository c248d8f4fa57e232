/** One stretch of a search: whose bodies say it, and whose lie in R2, where only the bytes can tell. */
export type Mentions = { keys: string[]; inR2: { key: string; bodyRef: string }[]; after: string | null }

/** Looks into the bodies that a shard keeps, for the sake of those who want to be forgotten. */
export class StoredBodies {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** The next `limit` deliveries after a key. Upper and lower case are one: addresses are written either way. */
  search(mentions: string[], after: string, limit: number): Mentions {
    const rows = this.#sql
      .exec<{ key: string; bodyRef: string | null; isMentioned: number }>(
        `SELECT key, body_ref AS bodyRef, EXISTS (SELECT 1 FROM json_each(?) WHERE instr(lower(CAST(body AS TEXT)), value) > 0) AS isMentioned
         FROM deliveries WHERE key > ? ORDER BY key LIMIT ?`,
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

  /** The bytes go, and the headers with them: a signature may say whose bytes they were. What became of them stays. */
  erase(keys: string[]): void {
    this.#sql.exec(
      `UPDATE deliveries SET body = NULL, body_ref = NULL, headers = '{}' WHERE key IN (SELECT value FROM json_each(?))`,
      JSON.stringify(keys),
    )
  }
}
