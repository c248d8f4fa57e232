import type { DatabaseSync } from 'node:sqlite'

export type FileStore = ReturnType<typeof openFileStore>

export type FileContent = string | Uint8Array

/** A commit on the branch: its parent's files, with these changes; a file that is null goes. */
export type Commit = { sha: string; parent: string | null; files: Record<string, FileContent | null> }

export const BRANCH = 'main'

/** The files of repositories as they were at each commit, and on the branch. */
export function openFileStore(db: DatabaseSync) {
  db.exec(`CREATE TABLE IF NOT EXISTS files (
      repository TEXT NOT NULL, ref TEXT NOT NULL, path TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (repository, ref, path)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS refs (
      repository TEXT NOT NULL, ref TEXT NOT NULL, sha TEXT NOT NULL, PRIMARY KEY (repository, ref)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS parents (
      repository TEXT NOT NULL, sha TEXT NOT NULL, parent TEXT NOT NULL, PRIMARY KEY (repository, sha)
    ) WITHOUT ROWID`)

  const remove = db.prepare('DELETE FROM files WHERE repository = ? AND ref = ? AND path = ?')
  const removeAll = db.prepare('DELETE FROM files WHERE repository = ? AND ref = ?')
  const add = db.prepare('INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)')
  const copy = db.prepare(
    'INSERT OR REPLACE INTO files SELECT repository, ?, path, content FROM files WHERE repository = ? AND ref = ?',
  )
  const list = db.prepare('SELECT path, content FROM files WHERE repository = ? AND ref = ? ORDER BY path')

  return {
    commit: (repository: string, { sha, parent, files }: Commit): void => {
      if (parent !== null) copy.run(sha, repository, parent)
      for (const [path, content] of Object.entries(files)) {
        if (content === null) remove.run(repository, sha, path)
        else add.run(repository, sha, path, Buffer.from(content))
      }
      removeAll.run(repository, BRANCH)
      copy.run(BRANCH, repository, sha)
      for (const ref of [BRANCH, sha]) {
        db.prepare('INSERT OR REPLACE INTO refs VALUES (?, ?, ?)').run(repository, ref, sha)
      }
      if (parent !== null) {
        db.prepare('INSERT OR REPLACE INTO parents VALUES (?, ?, ?)').run(repository, sha, parent)
      }
    },
    /** The files of a commit or a branch, by their paths. */
    list: (repository: string, ref: string): Map<string, Buffer> =>
      new Map(
        list
          .all(repository, ref)
          .map(({ path, content }) => [String(path), Buffer.from(content as Uint8Array)]),
      ),
    /** The commit that a branch or a commit's own id stands for. */
    findCommit: (repository: string, ref: string): string | undefined =>
      db.prepare('SELECT sha FROM refs WHERE repository = ? AND ref = ?').get(repository, ref)?.['sha'] as
        | string
        | undefined,
    /** The commit itself, and those that it comes from, nearest first. */
    history: (repository: string, sha: string): string[] =>
      db
        .prepare(
          `WITH RECURSIVE line (sha, depth) AS (
            SELECT ?2, 0 UNION ALL
            SELECT parent, depth + 1 FROM line JOIN parents USING (sha) WHERE repository = ?1
          ) SELECT sha FROM line ORDER BY depth`,
        )
        .all(repository, sha)
        .map(({ sha: earlier }) => String(earlier)),
  }
}
