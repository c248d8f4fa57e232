import { createAppAuth } from '@octokit/auth-app'
import { request } from '@octokit/request'
import { DomainError, requireSetting } from '@repo/worker-kit/errors'
import type { Bindings } from './context.ts'
import { z } from 'zod'
import { FILE_MAX_BYTES } from './file-max-bytes.ts'
import { readCapped } from './read-capped.ts'

const TIMEOUT_MS = 15_000
const RETRY_AFTER_SECONDS = 60
// A comparison names no more than these: https://docs.github.com/en/rest/commits/commits#compare-two-commits
const COMPARED_MAX = 300

const Comparison = z.object({
  files: z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() })).default([]),
})
const Tree = z.object({
  tree: z.array(z.object({ path: z.string(), type: z.string() })),
  truncated: z.boolean(),
})

/** A file's bytes, or why there are none: it is not in the tree, or it is too large for us. */
export type RepositoryFile = ArrayBuffer | 'gone' | 'too_large'

/** The repositories that one installation of our App may read. */
export type GitHub = {
  /** A file as it is at a commit or on a branch. */
  readFile(repository: string, path: string, ref: string): Promise<RepositoryFile>
  /** Where two commits may differ; undefined where GitHub does not know one of them any more, or not all of it. */
  comparePaths(repository: string, before: string, after: string): Promise<string[] | undefined>
  /** The files of a commit; undefined where they are more than GitHub lists at once. */
  listPaths(repository: string, commit: string): Promise<string[] | undefined>
}

/** GitHub has not given us a file, which may be about this file alone; ask again later. */
export class FileNotGiven extends DomainError {
  constructor(path: string, answer: string) {
    super('unavailable', `GitHub answered ${answer} for ${path}`, { retryAfterSeconds: RETRY_AFTER_SECONDS })
  }
}

/** https://docs.github.com/en/rest/repos/contents#get-repository-content */
export function createGitHub(env: Bindings, installationId: string): GitHub {
  const baseUrl = (env.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, '')
  const authenticate = createAppAuth({
    appId: requireSetting(env, 'GITHUB_APP_ID'),
    privateKey: requireSetting(env, 'GITHUB_APP_PRIVATE_KEY'),
    request: request.defaults({ baseUrl }),
  })

  async function get(place: string, format: '.raw+json' | '.sha' | '+json', path: string): Promise<Response> {
    // Kept by the client until it expires.
    const { token } = await authenticate({ type: 'installation', installationId: Number(installationId) })
    const headers = {
      accept: `application/vnd.github${format}`,
      authorization: `token ${token}`,
      'user-agent': 'millrace',
      'x-github-api-version': '2022-11-28',
    }
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const response = await fetch(`${baseUrl}/repos/${place}`, { headers, signal }).catch(() => {
      throw new FileNotGiven(path, 'nothing')
    })
    refuseIfLimited(response)
    return response
  }

  async function compare(repository: string, from: string, to: string): Promise<string[] | undefined> {
    const range = `${encodeURIComponent(from)}...${encodeURIComponent(to)}`
    const response = await get(`${repository}/compare/${range}`, '+json', `the comparison ${range}`)
    if (response.status === 404) {
      await response.body?.cancel()
      return undefined
    }
    if (!response.ok) throw new FileNotGiven(`the comparison ${range}`, String(response.status))
    const { files } = Comparison.parse(await response.json())
    if (files.length >= COMPARED_MAX) return undefined
    return files.flatMap(({ filename, previous_filename: previous }) =>
      previous === undefined ? [filename] : [previous, filename],
    )
  }

  return {
    async comparePaths(repository, before, after) {
      // GitHub compares the second with what both come from, so that each way shows what the other leaves out.
      const [dropped, added] = [
        await compare(repository, after, before),
        await compare(repository, before, after),
      ]
      return dropped && added && [...new Set([...dropped, ...added])]
    },
    async listPaths(repository, commit) {
      const place = `${repository}/git/trees/${encodeURIComponent(commit)}?recursive=1`
      const response = await get(place, '+json', `the files of ${commit}`)
      if (!response.ok) throw new FileNotGiven(`the files of ${commit}`, String(response.status))
      const { tree, truncated } = Tree.parse(await response.json())
      return truncated ? undefined : tree.filter(({ type }) => type === 'blob').map(({ path }) => path)
    },
    async readFile(repository, path, ref) {
      const place = path.split('/').map(encodeURIComponent).join('/')
      const at = encodeURIComponent(ref)
      const response = await get(`${repository}/contents/${place}?ref=${at}`, '.raw+json', path)
      if (response.ok) return (await readCapped(response, FILE_MAX_BYTES)) ?? 'too_large'

      const body = await response.text()
      if (response.status === 403 && body.includes('"too_large"')) return 'too_large'
      if (response.status !== 404) throw new FileNotGiven(path, String(response.status))
      // To whoever may not read it now, GitHub says 404 too: only where the commit can be read is the file not in its tree.
      const commit = await get(`${repository}/commits/${at}`, '.sha', path)
      await commit.body?.cancel()
      if (commit.ok) return 'gone'
      throw new FileNotGiven(path, `404, and ${commit.status} for the commit,`)
    },
  }
}

/** Nobody should ask for anything then: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function refuseIfLimited({ status, headers }: Response): void {
  const hasNoneLeft = status === 403 && headers.get('x-ratelimit-remaining') === '0'
  if (status !== 429 && !hasNoneLeft && !(status === 403 && headers.has('retry-after'))) return
  const retryAfterSeconds = Number(headers.get('retry-after') ?? RETRY_AFTER_SECONDS)
  throw new DomainError('unavailable', 'GitHub asks us to wait', { retryAfterSeconds })
}
