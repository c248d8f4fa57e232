import type { DeliveryFact } from '@repo/db/deliveries'
import type { Outcome, Word } from '@repo/worker-kit/deliveries-binding'
import type { DeliveryRecord } from './delivery-record.ts'

/** A delivery that waits for its announcement. */
export type Pending = {
  key: string
  source: string
  type: string
  objectId: string | null
  announcement: number
}

export type StoredDelivery = Pending & {
  status: DeliveryFact['status']
  receivedAt: number
  headers: Record<string, string>
  body: ArrayBuffer | null
  bodyRef: string | null
}

// `seq` grows with every change in the shard: the projection follows it, and it is the row's revision in D1.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS deliveries (
    key TEXT PRIMARY KEY, source TEXT NOT NULL, type TEXT NOT NULL, object_id TEXT, status TEXT NOT NULL,
    announcement INTEGER NOT NULL DEFAULT 0, received_at INTEGER NOT NULL, due_at INTEGER NOT NULL, headers TEXT NOT NULL,
    body BLOB, body_ref TEXT, size_bytes INTEGER NOT NULL, event_id TEXT, run_id TEXT, error TEXT, seq INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS deliveries_pending ON deliveries (due_at) WHERE status = 'pending';
  CREATE UNIQUE INDEX IF NOT EXISTS deliveries_seq ON deliveries (seq);
  CREATE TABLE IF NOT EXISTS settlements (
    key TEXT NOT NULL, function_id TEXT NOT NULL, outcome TEXT NOT NULL, run_id TEXT NOT NULL, reason TEXT,
    PRIMARY KEY (key, function_id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS cursors (
    name TEXT PRIMARY KEY, position INTEGER NOT NULL, failures INTEGER NOT NULL, failed_at INTEGER NOT NULL, not_before INTEGER NOT NULL
  ) WITHOUT ROWID;`

const HAS_CUSTOMER = `SELECT 1 FROM pragma_table_info('deliveries') WHERE name = 'customer_id'`

// Never below the cursor: the newest row may have been pruned.
const LAST_SEQ = `SELECT max(coalesce((SELECT max(seq) FROM deliveries), 0), coalesce((SELECT max(position) FROM cursors), 0)) AS seq`

// The word that counts among the functions': failed while any says so, handled once one does.
const wordThatCounts = (column: 'outcome' | 'run_id' | 'reason') =>
  `(SELECT ${column} FROM settlements WHERE settlements.key = deliveries.key
    ORDER BY CASE outcome WHEN 'failed' THEN 0 WHEN 'handled' THEN 1 ELSE 2 END, function_id LIMIT 1)`

/** The SQL of one shard. Everything here is synchronous, so each call is atomic with what the caller does in the same turn. */
export class DeliveryStore {
  readonly #sql: SqlStorage
  #seq: number

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(SCHEMA)
    if (sql.exec(HAS_CUSTOMER).toArray().length === 0) {
      sql.exec(`ALTER TABLE deliveries ADD COLUMN customer_id TEXT`)
    }
    this.#seq = sql.exec<{ seq: number }>(LAST_SEQ).one().seq
  }

  /** A delivery that is there already is left as it is. */
  insert(record: DeliveryRecord, dueAt: number): void {
    this.#sql.exec(
      `INSERT INTO deliveries (key, source, type, object_id, status, received_at, due_at, headers, body, body_ref, size_bytes, seq, customer_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
      record.key,
      record.source,
      record.type,
      record.objectId,
      record.isHandled ? 'pending' : 'not_handled',
      record.receivedAt,
      dueAt,
      JSON.stringify(record.headers),
      record.body,
      record.bodyRef,
      record.sizeBytes,
      this.#nextSeq(),
      record.customerId ?? null,
    )
  }

  /** Those due, oldest first. With `after`, only those that became due later than that. */
  listPending(dueBy: number, after: number, limit: number): Pending[] {
    return this.#sql
      .exec<Pending>(
        `SELECT key, source, type, object_id AS objectId, announcement FROM deliveries
         WHERE status = 'pending' AND due_at <= ? AND due_at > ? ORDER BY due_at LIMIT ?`,
        dueBy,
        after,
        limit,
      )
      .toArray()
  }

  /** When the first pending delivery that became due later than `after` is due. */
  nextDueAt(after: number): number | null {
    const query = `SELECT min(due_at) AS dueAt FROM deliveries WHERE status = 'pending' AND due_at > ?`
    return this.#sql.exec<{ dueAt: number | null }>(query, after).one().dueAt
  }

  /** A replay that came in meanwhile has a higher announcement and stays pending. A fast function may have settled already. */
  markAnnounced(key: string, announcement: number, eventId: string): void {
    this.#sql.exec(
      `UPDATE deliveries SET status = coalesce(${wordThatCounts('outcome')}, 'announced'), event_id = ?,
       error = ${wordThatCounts('reason')}, seq = ? WHERE key = ? AND announcement = ? AND status = 'pending'`,
      eventId,
      this.#nextSeq(),
      key,
      announcement,
    )
  }

  markDead(key: string, announcement: number, error: string): void {
    this.#sql.exec(
      `UPDATE deliveries SET status = 'dead', error = ?, seq = ? WHERE key = ? AND announcement = ? AND status = 'pending'`,
      error,
      this.#nextSeq(),
      key,
      announcement,
    )
  }

  /** The number of the new announcement, or null where there is nothing left to replay. */
  replay(key: string, dueAt: number): number | null {
    const [row] = this.#sql.exec<{ announcement: number }>(
      `UPDATE deliveries SET status = 'pending', announcement = announcement + 1, due_at = ?, error = NULL, seq = ?
       WHERE key = ? AND (body IS NOT NULL OR body_ref IS NOT NULL) RETURNING announcement`,
      dueAt,
      this.#nextSeq(),
      key,
    )
    if (!row) return null
    // Every function gets to say its word again.
    this.#sql.exec(`DELETE FROM settlements WHERE key = ?`, key)
    return row.announcement
  }

  /** One function's word on the delivery. One that still has to be announced stays so: a replay must not get lost. */
  settle(key: string, functionId: string, outcome: Outcome, runId: string, word?: Word): boolean {
    const query = `SELECT announcement FROM deliveries WHERE key = ?`
    const [known] = this.#sql.exec<{ announcement: number }>(query, key)
    if (!known) return false
    // A run of an earlier announcement that ends after the replay: its news is old.
    if (word && word.announcement < known.announcement) return true
    this.#sql.exec(
      `INSERT INTO settlements (key, function_id, outcome, run_id, reason) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET outcome = excluded.outcome, run_id = excluded.run_id, reason = excluded.reason`,
      key,
      functionId,
      outcome,
      runId,
      word?.reason ?? null,
    )
    this.#sql.exec(
      `UPDATE deliveries SET status = iif(status = 'pending', status, ${wordThatCounts('outcome')}),
       run_id = ${wordThatCounts('run_id')}, error = ${wordThatCounts('reason')}, seq = ? WHERE key = ?`,
      this.#nextSeq(),
      key,
    )
    return true
  }

  find(key: string): StoredDelivery | undefined {
    const query = `SELECT key, source, type, object_id AS objectId, announcement, status, received_at AS receivedAt, headers,
      body, body_ref AS bodyRef FROM deliveries WHERE key = ?`
    const [row] = this.#sql.exec<Omit<StoredDelivery, 'headers'> & { headers: string }>(query, key)
    return row && { ...row, headers: JSON.parse(row.headers) }
  }

  /** What changed after `seq`, in order, as D1 shall know it. */
  listChanged(seq: number, limit: number): DeliveryFact[] {
    return this.#sql
      .exec<DeliveryFact>(
        `SELECT key AS id, source, type, object_id AS objectId, status, announcement, size_bytes AS sizeBytes, event_id AS eventId,
           run_id AS runId, error, received_at AS receivedAt, seq AS revision, customer_id AS customerId,
           nullif(headers ->> '$."x-github-delivery"', '') AS senderId FROM deliveries WHERE seq > ? ORDER BY seq LIMIT ?`,
        seq,
        limit,
      )
      .toArray()
  }

  /** How much waits, and since when. */
  backlog(): { pending: number; oldestDueAt: number | null } {
    const query = `SELECT count(*) AS pending, min(due_at) AS oldestDueAt FROM deliveries WHERE status = 'pending'`
    return this.#sql.exec<{ pending: number; oldestDueAt: number | null }>(query).one()
  }

  /** Forgets bodies and, later, whole deliveries; nothing that still waits. Answers how many rows it touched. */
  prune(bodiesBefore: number, keysBefore: number): number {
    const bodies = `UPDATE deliveries SET body = NULL, body_ref = NULL WHERE received_at < ? AND status <> 'pending'
      AND (body IS NOT NULL OR body_ref IS NOT NULL)`
    const settlements = `DELETE FROM settlements WHERE key IN (SELECT key FROM deliveries WHERE received_at < ? AND status <> 'pending')`
    const keys = `DELETE FROM deliveries WHERE received_at < ? AND status <> 'pending'`
    const touched = this.#sql.exec(bodies, bodiesBefore).rowsWritten
    this.#sql.exec(settlements, keysBefore)
    return touched + this.#sql.exec(keys, keysBefore).rowsWritten
  }

  /** Counted in memory, so that it goes on rising while a batch is on its way to D1, whatever is pruned meanwhile. */
  #nextSeq(): number {
    this.#seq += 1
    return this.#seq
  }
}
