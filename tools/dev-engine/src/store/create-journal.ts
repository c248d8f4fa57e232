import type { Change, Storage } from './storage.ts'

/** What the journal needs to know of a table: how to put back what was there. */
export interface Restorable {
  readonly name: string
  get(key: string): object | undefined
  restore(key: string, record: object | undefined): void
}

export interface Journal {
  /** Written down in the storage as a whole, or undone in memory as a whole. Does not nest. */
  transaction: <T>(change: () => T) => T
  /** Does it once the change under way is safe; at once when there is none. Never after a rollback. */
  afterCommit: (fn: () => void) => void
  /** Calls `fn` after each change that is safe. Returns what ends that. */
  onCommit: (fn: () => void) => () => void
  /** Every transaction from now on fails with the reason, the one under way included. */
  stop: (reason: Error) => void
  /** A table tells what a record was before it changed. */
  note: (table: Restorable, key: string, before: object | undefined) => void
}

export function createJournal(storage: Pick<Storage, 'commit'>): Journal {
  let before: Map<Restorable, Map<string, object | undefined>> | null = null
  let waiting: (() => void)[] = []
  const watchers = new Set<() => void>()
  let stopped: Error | null = null

  const rollBack = () => {
    for (const [table, records] of before ?? []) {
      for (const [key, record] of records) table.restore(key, record)
    }
  }

  const commit = <T>(change: () => T): T => {
    if (stopped) throw stopped
    if (before) throw new Error('a transaction began inside another')
    before = new Map()
    waiting = []
    try {
      const result = change()
      const changes = changesOf(before)
      if (changes.length > 0) storage.commit(changes)
      if (stopped) throw stopped
      return result
    } catch (error) {
      rollBack()
      waiting = []
      throw error
    } finally {
      before = null
    }
  }

  return {
    transaction(change) {
      const result = commit(change)
      const afterwards = waiting
      waiting = []
      for (const fn of afterwards) fn()
      for (const fn of watchers) fn()
      return result
    },
    afterCommit(fn) {
      if (before) waiting.push(fn)
      else fn()
    },
    stop: (reason) => void (stopped = reason),
    onCommit(fn) {
      watchers.add(fn)
      return () => void watchers.delete(fn)
    },
    note(table, key, record) {
      if (!before) throw new Error(`${table.name} ${key} changed outside of a transaction`)
      let records = before.get(table)
      if (!records) before.set(table, (records = new Map()))
      if (!records.has(key)) records.set(key, record)
    },
  }
}

function changesOf(before: Map<Restorable, Map<string, object | undefined>>): Change[] {
  const changes: Change[] = []
  for (const [table, records] of before) {
    for (const [key, record] of records) {
      const after = table.get(key)
      if (after !== record) changes.push({ table: table.name, key, record: after ?? null })
    }
  }
  return changes
}
