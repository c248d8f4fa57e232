import { DatabaseSync } from 'node:sqlite'
import { schema, schemaVersion } from './schema.ts'

export class StateFileLocked extends Error {
  override readonly name = 'StateFileLocked'
}

export class StateFileUnreadable extends Error {
  override readonly name = 'StateFileUnreadable'
}

/** Holds the file for itself until it is closed or the process ends, however it ends. */
export function openDatabase(path: string): DatabaseSync {
  const db = new DatabaseSync(path)
  try {
    // Exclusive before WAL: the lock then belongs to this connection alone and dies with the process.
    db.exec('PRAGMA locking_mode = EXCLUSIVE')
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

function createTables(db: DatabaseSync, path: string): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'])
  if (version === schemaVersion) return
  if (version !== 0) {
    throw new StateFileUnreadable(
      `state file ${path} was written by another version of dev-engine, delete it`,
    )
  }
  db.exec(schema)
  db.exec(`PRAGMA user_version = ${schemaVersion}`)
}

const SQLITE_BUSY = 5
const SQLITE_NOTADB = 26

function explained(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined
  if (code === SQLITE_BUSY) return new StateFileLocked(`state file ${path} belongs to another dev-engine`)
  if (code === SQLITE_NOTADB) return new StateFileUnreadable(`state file ${path} is not a SQLite database`)
  return error
}
