import type { DatabaseSync } from 'node:sqlite'

const KEPT_MS = 24 * 60 * 60 * 1000

/** The first answer to an idempotency key, repeated to whoever sends the key again. */
export type SavedAnswer = { fingerprint: string; requestId: string; status: number; body: string }

export function findSavedAnswer(db: DatabaseSync, key: string, now: Date): SavedAnswer | undefined {
  const row = db
    .prepare('SELECT * FROM saved_answers WHERE idempotency_key = ? AND saved_at > ?')
    .get(key, now.getTime() - KEPT_MS)
  if (row === undefined) return undefined
  return {
    fingerprint: String(row['fingerprint']),
    requestId: String(row['request_id']),
    status: Number(row['status']),
    body: String(row['body']),
  }
}

/** Also forgets what is too old to be repeated. */
export function saveAnswer(db: DatabaseSync, key: string, answer: SavedAnswer, now: Date): void {
  db.prepare('DELETE FROM saved_answers WHERE saved_at <= ?').run(now.getTime() - KEPT_MS)
  db.prepare('INSERT INTO saved_answers VALUES (?, ?, ?, ?, ?, ?)').run(
    key,
    answer.fingerprint,
    answer.requestId,
    answer.status,
    answer.body,
    now.getTime(),
  )
}
