/** How often a secret let something in, in all, and when last (milliseconds since 1970). */
export type SecretUse = { source: string; secretId: string; hits: number; lastUsedAt: number }

/**
 * Counts in memory and writes at each alarm and each look of the watch: a row for each delivery would double what it costs.
 * A shard that is killed forgets what it counted since; the time of the last use is then too early by as much, never too late.
 */
export class SecretTally {
  readonly #sql: SqlStorage
  readonly #uses = new Map<string, SecretUse>()

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  count(source: string, secretId: string | null, now: number): void {
    if (secretId === null) return
    const id = `${source} ${secretId}`
    const known = this.#uses.get(id)
    // What waited in R2 comes in later than what came after it.
    const lastUsedAt = Math.max(known?.lastUsedAt ?? 0, now)
    this.#uses.set(id, { source, secretId, hits: (known?.hits ?? 0) + 1, lastUsedAt })
  }

  flush(): void {
    for (const { source, secretId, hits, lastUsedAt } of this.#uses.values()) {
      this.#sql.exec(
        `INSERT INTO secret_uses (source, secret_id, hits, last_used_at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET
         hits = hits + excluded.hits, last_used_at = max(last_used_at, excluded.last_used_at)`,
        source,
        secretId,
        hits,
        lastUsedAt,
      )
    }
    this.#uses.clear()
  }

  list(): SecretUse[] {
    const query = `SELECT source, secret_id AS secretId, hits, last_used_at AS lastUsedAt FROM secret_uses`
    return this.#sql.exec<SecretUse>(query).toArray()
  }
}
