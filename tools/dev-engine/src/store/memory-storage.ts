import type { Storage } from './storage.ts'

/** A disk of its own: an engine that is started on it goes on where the one before was killed. */
export function memoryStorage(): Storage {
  const tables = new Map<string, Map<string, object>>()

  const tableOf = (name: string) => {
    let table = tables.get(name)
    if (!table) tables.set(name, (table = new Map()))
    return table
  }

  return {
    *load() {
      for (const [table, records] of tables) {
        for (const key of [...records.keys()].toSorted()) {
          const record = records.get(key)
          if (record) yield { table, key, record }
        }
      }
    },
    commit(changes) {
      for (const { table, key, record } of changes) {
        if (record === null) tableOf(table).delete(key)
        else tableOf(table).set(key, record)
      }
    },
    close() {},
  }
}
