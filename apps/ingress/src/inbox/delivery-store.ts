import type { DeliveryFact, DeliveryOrdering } from '@repo/db/deliveries'
import type { Outcome, Word } from '@repo/worker-kit/deliveries-binding'
import type { DeliveryRecord } from './delivery-record.ts'
import { insertDelivery } from './insert-delivery.ts'
import { StoredBodies } from './stored-bodies.ts'
import type { StoredDelivery } from './stored-delivery.ts'
import { wordThatCounts } from './word-that-counts.ts'

/** A delivery that waits for its announcement. */
export type Pending = {
  key: string
  source: string
  type: string
  objectId: string | null
  objectKey: string | null
  sequence: number | null
  announcement: number
  /** When Inngest first refused its event while it took no other; null where it never did. */
  refusedAt: number | null
}

export type Heard = {
  key: string
  source: string
  type: string
  status: DeliveryFact['status']
  announcedAt: number
  hearings: number
  seq: number
}

// Never below the cursor: the newest row may have been pruned.
const LAST_SEQ = `SELECT max(coalesce((SELECT max(seq) FROM deliveries), 0), coalesce((SELECT max(position) FROM cursors), 0)) AS seq`

/** The SQL of one shard. Everything here is synchronous, so each call is atomic with what the caller does in the same turn. */
export class DeliveryStore {
  readonly #sql: SqlStorage
  readonly #bodies: StoredBodies
  /** The newest change. Counted in memory, so that it goes on rising while a batch is on its way to D1, whatever is pruned meanwhile. */
  lastSeq: number

  constructor(sql: SqlStorage) {
    this.#sql = sql
    this.#bodies = new StoredBodies(sql)
    this.lastSeq = sql.exec<{ seq: number }>(LAST_SEQ).one().seq
  }

  /** Answers whether anything changed. */
  insert(record: DeliveryRecord, dueAt: number): boolean {
    const inserted = insertDelivery(this.#sql, record, dueAt, this.lastSeq + 1)
    if (!inserted) return false
    this.lastSeq += 1
    this.#bodies.put(inserted.bodyId, record.body)
    if (inserted.announcement > 0) this.#forgetWords(record.key)
    return true
  }

  /** Those due, oldest first. With `after`, only those that became due later than that. */
  listPending(dueBy: number, after: number, limit: number): Pending[] {
    return this.#sql
      .exec<Pending>(
        `SELECT key, source, type, object_id AS objectId, object_key AS objectKey, sequence, announcement, refused_at AS refusedAt
         FROM deliveries
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
  markAnnounced(
    { key, announcement }: Pending,
    eventId: string,
    ordering: DeliveryOrdering | null,
    now: number,
  ): void {
    this.#sql.exec(
      `UPDATE deliveries SET status = coalesce(${wordThatCounts('outcome')}, 'announced'), event_id = ?, ordering = ?,
       announced_at = ?, error = ${wordThatCounts('reason')}, seq = ? WHERE key = ? AND announcement = ? AND status = 'pending'`,
      eventId,
      ordering,
      now,
      this.#nextSeq(),
      key,
      announcement,
    )
  }

  markDead({ key, announcement }: Pending, error: string): void {
    this.#sql.exec(
      `UPDATE deliveries SET status = 'dead', error = ?, seq = ? WHERE key = ? AND announcement = ? AND status = 'pending'`,
      error,
      this.#nextSeq(),
      key,
      announcement,
    )
  }

  /** Stays pending, at the end of the line. */
  markRefused({ key, announcement }: Pending, now: number): void {
    this.#sql.exec(
      `UPDATE deliveries SET refused_at = coalesce(refused_at, ?1), due_at = ?1 WHERE key = ?2 AND announcement = ?3 AND status = 'pending'`,
      now,
      key,
      announcement,
    )
  }

  /** The number of the new announcement, or null where there is nothing left to replay. */
  replay(key: string, dueAt: number): number | null {
    const [row] = this.#sql.exec<{ announcement: number }>(
      `UPDATE deliveries SET status = 'pending', announcement = announcement + 1, due_at = ?, error = NULL, hearings = 0,
       refused_at = NULL, seq = ?
       WHERE key = ? AND (body_ref IS NOT NULL OR body_id IN (SELECT id FROM bodies)) RETURNING announcement`,
      dueAt,
      this.#nextSeq(),
      key,
    )
    if (!row) return null
    this.#forgetWords(key)
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
    const query = `SELECT key, source, type, object_id AS objectId, object_key AS objectKey, sequence, ordering, announcement, status,
      customer_id AS customerId, received_at AS receivedAt, headers, body, body_ref AS bodyRef, size_bytes AS sizeBytes FROM deliveries LEFT JOIN bodies ON id = body_id WHERE key = ?`
    const [row] = this.#sql.exec<Omit<StoredDelivery, 'headers'> & { headers: string }>(query, key)
    return row && { ...row, headers: JSON.parse(row.headers) }
  }

  /** What changed after `seq`, in order, as D1 shall know it. */
  listChanged(seq: number, limit: number): DeliveryFact[] {
    return this.#sql
      .exec<DeliveryFact>(
        `SELECT key AS id, source, type, object_id AS objectId, object_key AS objectKey, sequence, ordering, status, announcement,
           size_bytes AS sizeBytes, event_id AS eventId, run_id AS runId, error, received_at AS receivedAt, seq AS revision,
           customer_id AS customerId, nullif(headers ->> '$."x-github-delivery"', '') AS senderId, erasure_id IS NOT NULL AS isErased
         FROM deliveries WHERE seq > ? ORDER BY seq LIMIT ?`,
        seq,
        limit,
      )
      .toArray()
  }

  /** What changed after `seq`, as far as it matters for who was heard of. */
  listHeard(seq: number, limit: number): Heard[] {
    return this.#sql
      .exec<Heard>(
        `SELECT key, source, type, status, coalesce(announced_at, received_at) AS announcedAt, hearings, seq FROM deliveries WHERE seq > ?
         ORDER BY seq LIMIT ?`,
        seq,
        limit,
      )
      .toArray()
  }

  /** Under the same event id. */
  announceAgain(key: string, dueAt: number): void {
    this.#sql.exec(
      `UPDATE deliveries SET status = 'pending', due_at = ?, hearings = hearings + 1, seq = ? WHERE key = ? AND status = 'announced'`,
      dueAt,
      this.#nextSeq(),
      key,
    )
  }

  /** `not_handled` where no function will ever say a word. */
  markSilent(key: string, status: 'unheard' | 'not_handled'): void {
    const query = `UPDATE deliveries SET status = ?, seq = ? WHERE key = ? AND status = 'announced'`
    this.#sql.exec(query, status, this.#nextSeq(), key)
  }

  /** How much waits and since when, and on how much that was announced since then no function has said a word. */
  backlog(announcedSince: number): { pending: number; oldestDueAt: number | null; unheard: number } {
    const query = `SELECT count(*) AS pending, min(due_at) AS oldestDueAt,
      (SELECT count(*) FROM deliveries WHERE status = 'unheard' AND announced_at >= ?) AS unheard FROM deliveries WHERE status = 'pending'`
    return this.#sql
      .exec<{ pending: number; oldestDueAt: number | null; unheard: number }>(query, announcedSince)
      .one()
  }

  /** Every function gets to say its word again. */
  #forgetWords(key: string): void {
    this.#sql.exec(`DELETE FROM settlements WHERE key = ?`, key)
  }

  #nextSeq(): number {
    this.lastSeq += 1
    return this.lastSeq
  }
}
