import type { DatabaseSync } from 'node:sqlite'
import { appsTable } from './apps.ts'
import { claimsTable } from './claims.ts'
import { createTransactions } from './create-transactions.ts'
import { eventsTable } from './events.ts'
import { jobsTable } from './jobs.ts'
import { listenersTable } from './listeners.ts'
import { runsTable } from './runs.ts'
import { stepsTable } from './steps.ts'

export type Store = ReturnType<typeof createStore>

export function createStore(db: DatabaseSync) {
  return {
    apps: appsTable(db),
    claims: claimsTable(db),
    events: eventsTable(db),
    jobs: jobsTable(db),
    listeners: listenersTable(db),
    runs: runsTable(db),
    steps: stepsTable(db),
    ...createTransactions(db),
    close: () => db.close(),
  }
}
