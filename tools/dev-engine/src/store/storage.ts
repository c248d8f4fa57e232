/** A record that was written, or with `null` one that is gone. Records are never changed, only replaced. */
export interface Change {
  table: string
  key: string
  record: object | null
}

export interface StoredRecord extends Change {
  record: object
}

/**
 * Where the state outlives the engine. A wrapper around one can see every write, and stop the engine before
 * or after any of them.
 */
export interface Storage {
  /** Everything that was written, in the order of table and key. */
  load(): Iterable<StoredRecord>
  /** All of it or none of it, and safe once it returns: what follows from the changes begins only then. */
  commit(changes: readonly Change[]): void
  close(): void
}
