import type { Journal } from './create-journal.ts'
import { createTable } from './create-table.ts'

/** Events that wait together for one run: in a batch all of them, in a debounce only the last. */
export interface Gather {
  key: string
  kind: 'debounce' | 'batch'
  functionId: string
  eventIds: readonly string[]
  /** Of its events as JSON; counted for batches only. */
  bytes: number
  jobId: number
  /** The latest that the run may start. */
  until: number | null
}

export function gathersTable(journal: Journal) {
  const table = createTable<Gather>(journal, 'gathers', ({ key }) => key)
  return { table, find: table.get, save: table.save, remove: table.remove }
}
