import type { DatabaseSync } from 'node:sqlite'

export type FileStore = ReturnType<typeof openFileStore>

const BRANCH = 'main'

/** The files of repositories as they were at each commit, and on the branch. */
export function openFileStore(db: DatabaseSync) {
  db.exec(`CREATE TABLE IF NOT EXISTS files (
      repository TEXT NOT NULL, ref TEXT NOT NULL, path TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (repository, ref, path)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS refs (
      repository TEXT NOT NULL, ref TEXT NOT NULL, sha TEXT NOT NULL, PRIMARY KEY (repository, ref)
    ) WITHOUT ROWID`)
  return {
    /** Makes a commit on the branch: the branch's files, with these changes. */
    commit: (repository: string, sha: string, files: Record<string, string | null>): void => {
      for (const [file, content] of Object.entries(files)) {
        if (content === null) {
          db.prepare('DELETE FROM files WHERE repository = ? AND ref = ? AND path = ?').run(
            repository,
            BRANCH,
            file,
          )
        } else {
          db.prepare('INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)').run(
            repository,
            BRANCH,
            file,
            content,
          )
        }
      }
      db.prepare(
        'INSERT OR REPLACE INTO files SELECT repository, ?, path, content FROM files WHERE repository = ? AND ref = ?',
      ).run(sha, repository, BRANCH)
      for (const ref of [BRANCH, sha]) {
        db.prepare('INSERT OR REPLACE INTO refs VALUES (?, ?, ?)').run(repository, ref, sha)
      }
    },
    find: (repository: string, ref: string, path: string): string | undefined =>
      db
        .prepare('SELECT content FROM files WHERE repository = ? AND ref = ? AND path = ?')
        .get(repository, ref, path)?.['content'] as string | undefined,
    /** The commit that a branch or a commit's own id stands for. */
    findCommit: (repository: string, ref: string): string | undefined =>
      db.prepare('SELECT sha FROM refs WHERE repository = ? AND ref = ?').get(repository, ref)?.['sha'] as
        | string
        | undefined,
  }
}
