import { appsTable } from './apps.ts'
import { claimsTable } from './claims.ts'
import { createJournal } from './create-journal.ts'
import { eventsTable } from './events.ts'
import { gathersTable } from './gathers.ts'
import { jobsTable } from './jobs.ts'
import { listenersTable } from './listeners.ts'
import { ratesTable } from './rates.ts'
import { runsTable } from './runs.ts'
import { singletonsTable } from './singletons.ts'
import { startsTable } from './starts.ts'
import { stepsTable } from './steps.ts'
import type { Storage } from './storage.ts'
import { talliesTable } from './tallies.ts'

/** More than one engine will ever hand out. */
const NUMBERS_A_START = 1e9

export type Store = ReturnType<typeof createStore>

/** Everything the engine knows, in memory; each change to it is in the storage before anybody hears of it. */
export function createStore(storage: Storage) {
  const journal = createJournal(storage)
  let number = 0
  // Each greater than all before it, those of an engine that was killed included.
  const newNumber = () => ++number

  const starts = startsTable(journal)
  const tables = {
    apps: appsTable(journal),
    claims: claimsTable(journal),
    events: eventsTable(journal),
    gathers: gathersTable(journal),
    jobs: jobsTable(journal, newNumber),
    listeners: listenersTable(journal, newNumber),
    rates: ratesTable(journal),
    runs: runsTable(journal),
    singletons: singletonsTable(journal),
    starts,
    steps: stepsTable(journal),
    tallies: talliesTable(journal),
  }
  const byName = new Map(Object.values(tables).map(({ table }) => [table.name, table]))
  for (const { table, key, record } of storage.load()) byName.get(table)?.restore(key, record)
  const start = journal.transaction(() => starts.next())
  number = start * NUMBERS_A_START

  return {
    ...tables,
    ...journal,
    /** How many engines have begun on this state, this one included. */
    start,
    /** The greatest id in use. */
    lastId(): string | null {
      const [event] = tables.events.list({ limit: 1 })
      const [run] = tables.runs.list()
      return [event?.internalId ?? '', run?.runId ?? ''].toSorted().at(-1) || null
    },
    close: () => storage.close(),
    /** Nothing is written any more, and every attempt to is refused with the reason. */
    kill(reason: Error): void {
      journal.stop(reason)
      storage.close()
    },
  }
}
