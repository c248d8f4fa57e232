import { createHash } from 'node:crypto'

/** What somebody pushed to the default branch of a repository; a file that is null was removed. */
export type Push = {
  installationId: number
  owner: string
  repository: string
  files: Record<string, string | null>
  at: Date
}

/** The parts of GitHub's `push` webhook that our handlers read. */
export function pushPayload({ installationId, owner, repository, files, at }: Push) {
  const paths = Object.keys(files)
  const sha = createHash('sha1')
    .update(JSON.stringify(files) + at.toISOString())
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
    before: '0'.repeat(40),
    after: sha,
    deleted: false,
    forced: false,
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
