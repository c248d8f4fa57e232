import { createHash } from 'node:crypto'
import type { FileContent } from './file-store.ts'

/** What somebody pushed to the default branch of a repository; a file that is null was removed. */
export type Push = {
  installationId: number
  owner: string
  repository: string
  files: Record<string, FileContent | null>
  at: Date
  /** The branch's last commit is thrown away, and this push's takes its place. */
  isForced?: boolean
}

/** The parts of GitHub's `push` webhook that our handlers read; `before` is the branch's last commit, if it has one. */
export function pushPayload(
  { installationId, owner, repository, files, at, isForced = false }: Push,
  before?: string,
) {
  const paths = Object.keys(files)
  const sha = createHash('sha1')
    .update(JSON.stringify([files, at, isForced, before]))
    .digest('hex')
  const commit = {
    id: sha,
    timestamp: at.toISOString(),
    added: [] as string[],
    modified: paths.filter((path) => files[path] !== null),
    removed: paths.filter((path) => files[path] === null),
  }
  return {
    ref: 'refs/heads/main',
    before: before ?? '0'.repeat(40),
    after: sha,
    created: before === undefined,
    deleted: false,
    forced: isForced,
    repository: {
      id: 1,
      name: repository,
      full_name: `${owner}/${repository}`,
      owner: { login: owner, name: owner },
      default_branch: 'main',
      pushed_at: Math.floor(at.getTime() / 1000),
    },
    commits: [commit],
    head_commit: commit,
    installation: { id: installationId },
  }
}
