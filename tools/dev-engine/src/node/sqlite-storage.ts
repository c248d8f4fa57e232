import { DatabaseSync } from 'node:sqlite'
import type { Storage } from '../store/storage.ts'

export class StateFileLocked extends Error {
  override readonly name = 'StateFileLocked'
}

export class StateFileUnreadable extends Error {
  override readonly name = 'StateFileUnreadable'
}

/** Raised when a record changes its shape: a file of another version is refused, not migrated. */
const SCHEMA_VERSION = 4

const SCHEMA = `
  CREATE TABLE records (
    "table" TEXT NOT NULL,
    key TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY ("table", key)
  ) STRICT, WITHOUT ROWID;
`

/** A state file, held for this engine alone until it is closed or the process ends, however it ends. */
export function sqliteStorage(path: string): Storage {
  const db = openDatabase(path)
  const load = db.prepare('SELECT "table", key, json FROM records ORDER BY "table", key')
  const save = db.prepare('INSERT OR REPLACE INTO records ("table", key, json) VALUES (?, ?, ?)')
  const remove = db.prepare('DELETE FROM records WHERE "table" = ? AND key = ?')

  return {
    *load() {
      for (const row of load.iterate() as Iterable<{ table: string; key: string; json: string }>) {
        yield { table: row.table, key: row.key, record: JSON.parse(row.json) as object }
      }
    },
    commit(changes) {
      db.exec('BEGIN IMMEDIATE')
      try {
        for (const { table, key, record } of changes) {
          if (record === null) remove.run(table, key)
          else save.run(table, key, JSON.stringify(record))
        }
        db.exec('COMMIT')
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
    },
    close: () => db.close(),
  }
}

function openDatabase(path: string): DatabaseSync {
  const db = opened(path)
  try {
    // Exclusive before WAL: the lock then belongs to this connection alone and dies with the process.
    db.exec('PRAGMA locking_mode = EXCLUSIVE')
    refuseForeign(db, path)
    db.exec('PRAGMA journal_mode = WAL')
    db.exec('PRAGMA synchronous = NORMAL')
    db.exec('BEGIN IMMEDIATE')
    createTables(db, path)
    db.exec('COMMIT')
    return db
  } catch (error) {
    db.close()
    throw explained(error, path)
  }
}

function opened(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path)
  } catch (error) {
    throw explained(error, path)
  }
}

/** Before anything of it is changed. */
function refuseForeign(db: DatabaseSync, path: string): void {
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  if (names.length === 0 || names.some(({ name }) => name === 'records')) return
  throw new StateFileUnreadable(`state file ${path} is the database of something else`)
}

function createTables(db: DatabaseSync, path: string): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'])
  if (version === SCHEMA_VERSION) return
  if (version !== 0) {
    throw new StateFileUnreadable(
      `state file ${path} was written by another version of dev-engine, delete it`,
    )
  }
  db.exec(SCHEMA)
  db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`)
}

const SQLITE_BUSY = 5
const SQLITE_READONLY = 8
const SQLITE_CANTOPEN = 14
const SQLITE_NOTADB = 26

function explained(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined
  if (code === SQLITE_BUSY) return new StateFileLocked(`state file ${path} belongs to another dev-engine`)
  if (code === SQLITE_NOTADB) return new StateFileUnreadable(`state file ${path} is not a SQLite database`)
  if (code === SQLITE_READONLY) return new StateFileUnreadable(`state file ${path} cannot be written`)
  if (code === SQLITE_CANTOPEN) return new StateFileUnreadable(`state file ${path} cannot be opened`)
  return error
}
