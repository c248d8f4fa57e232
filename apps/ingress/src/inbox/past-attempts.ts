import type { DeliveryFact } from '@repo/db/deliveries'

/** What a function said of one announcement. */
export type Verdict = { functionId: string; outcome: string; runId: string; reason: string | null }

/** One announcement of a delivery and what came of it. */
export type Attempt = {
  announcement: number
  status: DeliveryFact['status']
  eventId: string | null
  error: string | null
  verdicts: Verdict[]
  /** When a replay took its place, in ms since 1970; null for the one that counts now. */
  replacedAt: number | null
  /** The replay that took its place: what an operator's audit row names. */
  replayId: string | null
}

const VERDICTS = `(SELECT json_group_array(json_object('functionId', function_id, 'outcome', outcome, 'runId', run_id, 'reason', reason))
  FROM settlements WHERE settlements.key = deliveries.key)`

type Row = Omit<Attempt, 'verdicts'> & { verdicts: string }

/** What a replay would forget: written when one comes, so that a delivery that is never replayed costs no row. */
export class PastAttempts {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** The announcement that this replay has made already; a replay that is asked for twice is one. */
  find(key: string, replayId: string): number | null {
    const query = `SELECT announcement + 1 AS next FROM past_attempts WHERE key = ? AND replay_id = ?`
    return this.#sql.exec<{ next: number }>(query, key, replayId).toArray()[0]?.next ?? null
  }

  keep(key: string, replayId: string, now: number): void {
    this.#sql.exec(
      `INSERT INTO past_attempts (key, announcement, status, event_id, error, verdicts, replaced_at, replay_id)
       SELECT key, announcement, status, event_id, error, ${VERDICTS}, ?, ? FROM deliveries WHERE key = ?`,
      now,
      replayId,
      key,
    )
  }

  /** Oldest first; the one that counts now is the last. */
  list(key: string): Attempt[] {
    const query = `SELECT announcement, status, event_id AS eventId, error, verdicts, replaced_at AS replacedAt, replay_id AS replayId
        FROM past_attempts WHERE key = ?
      UNION ALL SELECT announcement, status, event_id, error, ${VERDICTS}, NULL, NULL FROM deliveries WHERE key = ?
      ORDER BY announcement`
    const rows = this.#sql.exec<Row>(query, key, key).toArray()
    return rows.map((row) => ({ ...row, verdicts: JSON.parse(row.verdicts) as Verdict[] }))
  }
}
