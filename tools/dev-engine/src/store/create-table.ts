import type { Journal, Restorable } from './create-journal.ts'

/** Follows the records of a table, so that a question about them costs no search. */
export interface Index<R> {
  /** `before` is missing for a new record, `after` for one that is gone. */
  change(before: R | undefined, after: R | undefined): void
}

export interface Table<R extends object> extends Restorable {
  get: (key: string) => R | undefined
  /** Replaces what was there. */
  save: (record: R) => void
  /** False when it is gone already. */
  remove: (key: string) => boolean
  values: () => IterableIterator<R>
  readonly size: number
}

export function createTable<R extends object>(
  journal: Pick<Journal, 'note'>,
  name: string,
  keyOf: (record: R) => string,
  indexes: readonly Index<R>[] = [],
): Table<R> {
  const records = new Map<string, R>()

  const put = (key: string, after: R | undefined) => {
    const before = records.get(key)
    if (after === undefined) records.delete(key)
    else records.set(key, after)
    for (const index of indexes) index.change(before, after)
  }

  const table: Table<R> = {
    name,
    get: (key) => records.get(key),
    save(record) {
      const key = keyOf(record)
      journal.note(table, key, records.get(key))
      put(key, record)
    },
    remove(key) {
      const before = records.get(key)
      if (!before) return false
      journal.note(table, key, before)
      put(key, undefined)
      return true
    },
    restore: (key, record) => put(key, record as R | undefined),
    values: () => records.values(),
    get size() {
      return records.size
    },
  }
  return table
}
