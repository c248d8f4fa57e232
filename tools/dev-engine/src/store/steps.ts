import type { DatabaseSync } from 'node:sqlite'
import type { StepReport } from '../reports/run-report.ts'

const COLUMNS = 'id, name, op, status, attempts, started_at AS startedAt, ended_at AS endedAt, error'

export interface StepRow {
  id: string
  name: string
  op: string
  status: StepReport['status']
  attempts: number
  startedAt: number | null
  endedAt: number | null
  error: string | null
}

export interface NewStep {
  runId: string
  id: string
  name: string
  op: string
  status: 'Queued' | 'Sleeping' | 'Waiting'
  startedAt: number | null
}

export interface StepAttempt {
  runId: string
  id: string
  name: string
  op: string
  startedAt: number
  error: unknown
}

export interface StepEnd {
  runId: string
  id: string
  status: 'Completed' | 'Failed'
  /** What the SDK is handed for this step from now on. */
  memo: unknown
  /** Without it, the error of the last attempt stays. */
  error?: unknown
  endedAt: number
}

export function stepsTable(db: DatabaseSync) {
  const open = db.prepare(`
    INSERT INTO steps (run_id, id, name, op, status, attempts, started_at)
    VALUES (:runId, :id, :name, :op, :status, 0, :startedAt)
    ON CONFLICT DO NOTHING
  `)
  const attempt = db.prepare(`
    INSERT INTO steps (run_id, id, name, op, status, attempts, started_at, error)
    VALUES (:runId, :id, :name, :op, 'Retrying', 1, :startedAt, :error)
    ON CONFLICT DO UPDATE SET op = :op, status = 'Retrying', attempts = attempts + 1,
      started_at = coalesce(started_at, :startedAt), error = :error
    WHERE memo IS NULL
  `)
  const settle = db.prepare(`
    UPDATE steps SET status = :status, memo = :memo, ended_at = :endedAt, error = coalesce(:error, error),
      settled_as = (SELECT count(memo) FROM steps WHERE run_id = :runId)
    WHERE run_id = :runId AND id = :id AND memo IS NULL
  `)
  const memos = db.prepare(`
    SELECT id, memo FROM steps WHERE run_id = ? AND memo IS NOT NULL ORDER BY settled_as
  `)
  const list = db.prepare(`
    SELECT ${COLUMNS} FROM steps WHERE run_id = ? ORDER BY rowid
  `)

  return {
    /** False when the app reported a step that is already known. */
    open: (step: NewStep): boolean => open.run({ ...step }).changes === 1,
    attempt(made: StepAttempt): void {
      attempt.run({ ...made, error: jsonOf(made.error) })
    },
    /** The first memo stays: the function has already been told. */
    settle: (end: StepEnd): boolean =>
      settle.run({ ...end, memo: JSON.stringify(end.memo), error: jsonOf(end.error) }).changes === 1,
    /** In the order they were settled, which is the order the SDK replays them in. */
    memos: (runId: string) =>
      (memos.all(runId) as unknown as { id: string; memo: string }[]).map(({ id, memo }) => ({
        id,
        memo: JSON.parse(memo) as unknown,
      })),
    /** In the order the app reported them. */
    list: (runId: string) => list.all(runId) as unknown as StepRow[],
  }
}

function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}
