import type { DatabaseSync } from 'node:sqlite'

export interface Transactions {
  /** All of it or none of it. Does not nest. */
  transaction: <T>(change: () => T) => T
  /** Does it once the change under way is safe; at once when there is none. Never after a rollback. */
  afterCommit: (fn: () => void) => void
}

export function createTransactions(db: DatabaseSync): Transactions {
  let waiting: (() => void)[] | null = null

  const commit = <T>(change: () => T): T => {
    db.exec('BEGIN IMMEDIATE')
    try {
      const result = change()
      db.exec('COMMIT')
      return result
    } catch (error) {
      db.exec('ROLLBACK')
      throw error
    } finally {
      waiting = null
    }
  }

  return {
    transaction(change) {
      const afterwards: (() => void)[] = []
      waiting = afterwards
      const result = commit(change)
      for (const fn of afterwards) fn()
      return result
    },
    afterCommit(fn) {
      if (waiting) waiting.push(fn)
      else fn()
    },
  }
}
