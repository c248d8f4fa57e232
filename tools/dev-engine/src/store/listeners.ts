import type { Journal } from './create-journal.ts'
import { createTable } from './create-table.ts'
import { groupIndex } from './group-index.ts'
import { sortableKey } from './sortable-key.ts'

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

export function listenersTable(journal: Journal, newNumber: () => number) {
  const ofEvent = groupIndex<Listener>(
    ({ eventName }) => eventName,
    ({ id }) => id,
  )
  const ofRun = groupIndex<Listener>(
    ({ runId }) => runId,
    ({ id }) => id,
  )
  const table = createTable<Listener>(journal, 'listeners', ({ id }) => sortableKey(id), [ofEvent, ofRun])
  const take = (id: number) => table.remove(sortableKey(id))

  return {
    table,
    save: (listener: Omit<Listener, 'id'>) => table.save({ ...listener, id: newNumber() }),
    /** Oldest first, without those that have expired. */
    listOfEvent: (eventName: string, now: number) =>
      ofEvent.list(eventName).filter(({ expiresAt }) => expiresAt >= now),
    /** False when it is gone: its run has ended. */
    take,
    removeOfRun: (runId: string) => ofRun.list(runId).forEach(({ id }) => take(id)),
  }
}
