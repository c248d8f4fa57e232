import { keyAt, type Match } from '../cel/match-of.ts'
import type { StoredEvent } from '../events/event.ts'
import type { Journal } from './create-journal.ts'
import { createTable, type Index } from './create-table.ts'
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
  /** What an event must have for the expression to be true, if it says so. */
  match: Match | null
  expiresAt: number
}

export function listenersTable(journal: Journal, newNumber: () => number) {
  const ofEvent = groupIndex<Listener>(
    ({ eventName, match }) => groupOf(eventName, match),
    ({ id }) => id,
  )
  const paths = pathIndex()
  const ofRun = groupIndex<Listener>(
    ({ runId }) => runId,
    ({ id }) => id,
  )
  const indexes = [ofEvent, paths, ofRun]
  const table = createTable<Listener>(journal, 'listeners', ({ id }) => sortableKey(id), indexes)
  const take = (id: number) => table.remove(sortableKey(id))

  return {
    table,
    save: (listener: Omit<Listener, 'id'>) => table.save({ ...listener, id: newNumber() }),
    /** Those that the event may be for, oldest first, without those that have expired. */
    listOfEvent(event: StoredEvent): Listener[] {
      const matching = paths.list(event.name).flatMap((path) => {
        const key = keyAt(event, path)
        return key === null ? [] : ofEvent.list(groupOf(event.name, { path, key }))
      })
      return [...ofEvent.list(groupOf(event.name, null)), ...matching]
        .filter(({ expiresAt }) => expiresAt >= event.receivedAt)
        .toSorted((a, b) => a.id - b.id)
    },
    /** False when it is gone: its run has ended. */
    take,
    removeOfRun: (runId: string) => ofRun.list(runId).forEach(({ id }) => take(id)),
  }
}

function groupOf(eventName: string, match: Match | null): string {
  return match ? JSON.stringify([eventName, match.path, match.key]) : eventName
}

/** Where the listeners of each event look for what must match. */
function pathIndex(): Index<Listener> & { list(eventName: string): readonly (readonly string[])[] } {
  const counts = new Map<string, Map<string, { path: readonly string[]; count: number }>>()
  const add = ({ eventName, match }: Listener, change: 1 | -1) => {
    if (!match) return
    const ofEvent = counts.get(eventName) ?? new Map<string, { path: readonly string[]; count: number }>()
    const name = JSON.stringify(match.path)
    const count = (ofEvent.get(name)?.count ?? 0) + change
    if (count > 0) counts.set(eventName, ofEvent.set(name, { path: match.path, count }))
    else ofEvent.delete(name)
  }
  return {
    change(before, after) {
      if (before) add(before, -1)
      if (after) add(after, 1)
    },
    list: (eventName) => [...(counts.get(eventName)?.values() ?? [])].map(({ path }) => path),
  }
}
