import type { DatabaseSync } from 'node:sqlite'

export type FileStore = ReturnType<typeof openFileStore>

/** The files of repositories as they were at each commit. */
export function openFileStore(db: DatabaseSync) {
  db.exec(`CREATE TABLE IF NOT EXISTS files (
    repository TEXT NOT NULL, sha TEXT NOT NULL, path TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (repository, sha, path)
  ) WITHOUT ROWID`)
  return {
    put: (repository: string, sha: string, path: string, content: string): void => {
      db.prepare('INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)').run(repository, sha, path, content)
    },
    find: (repository: string, sha: string, path: string): string | undefined =>
      db
        .prepare('SELECT content FROM files WHERE repository = ? AND sha = ? AND path = ?')
        .get(repository, sha, path)?.['content'] as string | undefined,
  }
}
