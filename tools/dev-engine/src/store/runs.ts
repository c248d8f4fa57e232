import type { DatabaseSync } from 'node:sqlite'
import type { RunStatus } from '../reports/run-report.ts'

const COLUMNS = `run_id AS runId, function_id AS functionId, event_id AS eventId, status,
  started_at AS startedAt, ended_at AS endedAt, output, executions`

export interface RunRow {
  runId: string
  functionId: string
  eventId: string
  status: RunStatus
  startedAt: number
  endedAt: number | null
  output: string | null
  executions: number
}

export interface NewRun {
  runId: string
  functionId: string
  eventId: string
  startedAt: number
  /** The concurrency slots its calls fill. */
  slots: string[]
}

export interface RunEnd {
  runId: string
  status: Exclude<RunStatus, 'Running'>
  output: unknown
  endedAt: number
}

export function runsTable(db: DatabaseSync) {
  const insert = db.prepare(`
    INSERT INTO runs (run_id, function_id, event_id, status, started_at, executions, slots)
    VALUES (:runId, :functionId, :eventId, 'Running', :startedAt, 1, :slots)
  `)
  const find = db.prepare(`SELECT ${COLUMNS} FROM runs WHERE run_id = ?`)
  const list = db.prepare(`SELECT ${COLUMNS} FROM runs ORDER BY run_id DESC LIMIT ?`)
  const listOfEvent = db.prepare(`SELECT ${COLUMNS} FROM runs WHERE event_id = ? ORDER BY run_id`)
  const end = db.prepare(`
    UPDATE runs SET status = :status, output = :output, ended_at = :endedAt WHERE run_id = :runId
  `)
  const countExecution = db.prepare('UPDATE runs SET executions = executions + 1 WHERE run_id = ?')
  const executions = db.prepare(`
    SELECT function_id AS functionId, sum(executions) AS executions FROM runs GROUP BY function_id
  `)

  return {
    save: (run: NewRun) => insert.run({ ...run, slots: JSON.stringify(run.slots) }),
    find: (runId: string) => find.get(runId) as RunRow | undefined,
    /** Newest first. A negative limit is no limit. */
    list: (limit: number) => list.all(limit) as unknown as RunRow[],
    listOfEvent: (eventId: string) => listOfEvent.all(eventId) as unknown as RunRow[],
    end: (run: RunEnd) => end.run({ ...run, output: JSON.stringify(run.output ?? null) }),
    countExecution: (runId: string) => countExecution.run(runId),
    executions: () => executions.all() as unknown as { functionId: string; executions: number }[],
  }
}
