import type { DatabaseSync } from 'node:sqlite'
import type { Kept } from './kept.ts'

/** Makes the object, or replaces it at its old place in the order. */
export function putObject<Type extends keyof Kept>(
  db: DatabaseSync,
  type: Type,
  id: string,
  object: Kept[Type],
): void {
  db.prepare(
    `INSERT INTO objects (type, id, body) VALUES (?, ?, ?)
     ON CONFLICT (type, id) DO UPDATE SET body = excluded.body`,
  ).run(type, id, JSON.stringify(object))
}

export function findObject<Type extends keyof Kept>(
  db: DatabaseSync,
  type: Type,
  id: string,
): Kept[Type] | undefined {
  const row = db.prepare('SELECT body FROM objects WHERE type = ? AND id = ?').get(type, id)
  return row && (parseBody(row) as Kept[Type])
}

/** Oldest first. */
export function listObjects<Type extends keyof Kept>(db: DatabaseSync, type: Type): Kept[Type][] {
  const rows = db.prepare('SELECT body FROM objects WHERE type = ? ORDER BY sequence').all(type)
  return rows.map((row) => parseBody(row) as Kept[Type])
}

function parseBody(row: Record<string, unknown>): unknown {
  return JSON.parse(String(row['body']))
}
