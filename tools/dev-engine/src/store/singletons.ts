import type { Journal } from './create-journal.ts'
import { createTable } from './create-table.ts'

/** The run that keeps others of the same function and key from starting. */
export interface Singleton {
  key: string
  runId: string
}

export function singletonsTable(journal: Journal) {
  const table = createTable<Singleton>(journal, 'singletons', ({ key }) => key)
  return {
    table,
    holderOf: (key: string) => table.get(key)?.runId ?? null,
    hold: (key: string, runId: string) => table.save({ key, runId }),
    /** Only by the one that holds it. */
    release(key: string, runId: string): void {
      if (table.get(key)?.runId === runId) table.remove(key)
    },
  }
}
