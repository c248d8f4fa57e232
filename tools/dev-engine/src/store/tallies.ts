import type { Journal } from './create-journal.ts'
import { createTable } from './create-table.ts'

/** The executions of a function's runs that have been forgotten. */
export interface Tally {
  functionId: string
  executions: number
}

export function talliesTable(journal: Journal) {
  const table = createTable<Tally>(journal, 'tallies', ({ functionId }) => functionId)
  return {
    table,
    list: (): Tally[] => [...table.values()],
    add({ functionId, executions }: Tally): void {
      table.save({ functionId, executions: (table.get(functionId)?.executions ?? 0) + executions })
    },
  }
}
