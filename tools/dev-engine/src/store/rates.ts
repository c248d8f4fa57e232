import type { Journal } from './create-journal.ts'
import { createTable } from './create-table.ts'

/** How far ahead of time a rate limit or a throttle has been used: the theoretical arrival time of GCRA. */
export interface RateState {
  key: string
  tat: number
}

export function ratesTable(journal: Journal) {
  const table = createTable<RateState>(journal, 'rates', ({ key }) => key)
  return {
    table,
    find: (key: string): number | null => table.get(key)?.tat ?? null,
    save: table.save,
    forgetExpired(now: number): void {
      for (const { key, tat } of table.values()) if (tat <= now) table.remove(key)
    },
  }
}
