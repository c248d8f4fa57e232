import type { DatabaseSync } from 'node:sqlite'

/** What an event of this name does to a run. */
export interface Listener {
  id: number
  runId: string
  /** The step whose wait it ends; `null` when it cancels the run. */
  stepId: string | null
  eventName: string
  expression: string | null
  expiresAt: number
}

const COLUMNS = `id, run_id AS runId, step_id AS stepId, event_name AS eventName, expression,
  expires_at AS expiresAt`

export function listenersTable(db: DatabaseSync) {
  const insert = db.prepare(`
    INSERT INTO listeners (run_id, step_id, event_name, expression, expires_at)
    VALUES (:runId, :stepId, :eventName, :expression, :expiresAt)
  `)
  const listOfEvent = db.prepare(`
    SELECT ${COLUMNS} FROM listeners WHERE event_name = :eventName AND expires_at >= :now ORDER BY id
  `)
  const take = db.prepare('DELETE FROM listeners WHERE id = ?')
  const removeOfRun = db.prepare('DELETE FROM listeners WHERE run_id = ?')

  return {
    save: (listener: Omit<Listener, 'id'>) => insert.run({ ...listener }),
    /** Oldest first, without those that have expired. */
    listOfEvent: (eventName: string, now: number) =>
      listOfEvent.all({ eventName, now }) as unknown as Listener[],
    /** False when it is gone: its run has ended. */
    take: (id: number): boolean => take.run(id).changes === 1,
    removeOfRun: (runId: string) => removeOfRun.run(runId),
  }
}
