import type { DatabaseSync } from 'node:sqlite'

export interface Job {
  id: number
  /** `call` asks the app to go on; `wake` ends a sleep, or a wait that nothing else has ended. */
  kind: 'call' | 'wake'
  runId: string
  stepId: string
  attempt: number
  /** 1 when the run goes on after this job, whatever else is under way. */
  isRace: 0 | 1
  dueAt: number
}

export interface WakeJob extends Job {
  /** The operation of its step. */
  op: string
}

export interface CallJob extends Job {
  functionId: string
  slots: string[]
}

const COLUMNS =
  'jobs.id, kind, jobs.run_id AS runId, step_id AS stepId, attempt, is_race AS isRace, due_at AS dueAt'

export function jobsTable(db: DatabaseSync) {
  const insert = db.prepare(`
    INSERT INTO jobs (kind, run_id, step_id, attempt, is_race, due_at)
    VALUES (:kind, :runId, :stepId, :attempt, :isRace, :dueAt)
  `)
  const remove = db.prepare('DELETE FROM jobs WHERE id = ?')
  const removeOfRun = db.prepare('DELETE FROM jobs WHERE run_id = ?')
  const has = db.prepare('SELECT 1 FROM jobs WHERE id = ?')
  const listOfRun = db.prepare(`SELECT ${COLUMNS} FROM jobs WHERE run_id = ?`)
  const findOfStep = db.prepare(`SELECT ${COLUMNS} FROM jobs WHERE run_id = ? AND step_id = ?`)
  const dueWakes = db.prepare(`
    SELECT ${COLUMNS}, steps.op
    FROM jobs JOIN steps ON steps.run_id = jobs.run_id AND steps.id = step_id
    WHERE kind = 'wake' AND due_at <= ? ORDER BY due_at, jobs.id
  `)
  const dueCalls = db.prepare(`
    SELECT ${COLUMNS}, runs.function_id AS functionId, runs.slots
    FROM jobs JOIN runs ON runs.run_id = jobs.run_id
    WHERE kind = 'call' AND due_at <= :now AND (due_at, jobs.id) > (:dueAt, :id)
    ORDER BY due_at, jobs.id
  `)
  const nextDueAt = db.prepare(`
    SELECT min(due_at) AS dueAt FROM (
      SELECT min(due_at) AS due_at FROM jobs WHERE kind = 'call' AND due_at > :now
      UNION ALL
      SELECT min(due_at) FROM jobs WHERE kind = 'wake' AND due_at > :now
    )
  `)

  return {
    save: ({ kind, runId, stepId, attempt, isRace, dueAt }: Omit<Job, 'id'>) =>
      insert.run({ kind, runId, stepId, attempt, isRace, dueAt }),
    remove: (id: number) => remove.run(id),
    removeOfRun: (runId: string) => removeOfRun.run(runId),
    has: (id: number) => has.get(id) !== undefined,
    listOfRun: (runId: string) => listOfRun.all(runId) as unknown as Job[],
    findOfStep: (runId: string, stepId: string) => findOfStep.get(runId, stepId) as Job | undefined,
    dueWakes: (now: number) => dueWakes.all(now) as unknown as WakeJob[],
    /** Those that came after `seen`: ids only grow, and nothing is written to be due in the past. */
    dueCalls(now: number, seen: { dueAt: number; id: number }): CallJob[] {
      const rows = dueCalls.all({ now, dueAt: seen.dueAt, id: seen.id })
      return (rows as unknown as (Job & { functionId: string; slots: string })[]).map((row) => ({
        ...row,
        slots: JSON.parse(row.slots),
      }))
    },
    nextDueAt: (now: number) => (nextDueAt.get({ now }) as { dueAt: number | null }).dueAt,
  }
}
