import { DatabaseSync } from 'node:sqlite'

/** Opens the file, or makes it; `:memory:` forgets everything on close. */
export function openDatabase(path: string): DatabaseSync {
  const db = new DatabaseSync(path)
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA busy_timeout = 2000;
    CREATE TABLE IF NOT EXISTS objects (
      sequence INTEGER PRIMARY KEY,
      type TEXT NOT NULL,
      id TEXT NOT NULL,
      body TEXT NOT NULL,
      UNIQUE (type, id)
    );
    CREATE TABLE IF NOT EXISTS saved_answers (
      idempotency_key TEXT PRIMARY KEY,
      fingerprint TEXT NOT NULL,
      request_id TEXT NOT NULL,
      status INTEGER NOT NULL,
      body TEXT NOT NULL,
      saved_at INTEGER NOT NULL
    ) WITHOUT ROWID;
  `)
  return db
}
