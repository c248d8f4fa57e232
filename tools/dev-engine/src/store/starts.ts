import type { Journal } from './create-journal.ts'
import { createTable } from './create-table.ts'

export interface Starts {
  key: 'engine'
  /** How often an engine has begun on this state. */
  count: number
}

export function startsTable(journal: Journal) {
  const table = createTable<Starts>(journal, 'starts', ({ key }) => key)
  return {
    table,
    /** 1 on an empty state. */
    next(): number {
      const count = (table.get('engine')?.count ?? 0) + 1
      table.save({ key: 'engine', count })
      return count
    },
  }
}
