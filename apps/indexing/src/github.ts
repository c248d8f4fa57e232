import { createAppAuth } from '@octokit/auth-app'
import { request } from '@octokit/request'
import { DomainError, requireSetting } from '@repo/worker-kit/errors'
import type { Bindings } from './context.ts'
import { FILE_MAX_BYTES } from './file-max-bytes.ts'
import { readCapped } from './read-capped.ts'

const TIMEOUT_MS = 15_000
const RETRY_AFTER_SECONDS = 60

/** A file's bytes, or why there are none: it is not in the tree, or it is too large for us. */
export type RepositoryFile = ArrayBuffer | 'gone' | 'too_large'

/** The repositories that one installation of our App may read. */
export type GitHub = {
  /** A file as it is at a commit or on a branch. */
  readFile(repository: string, path: string, ref: string): Promise<RepositoryFile>
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

  async function get(place: string, format: 'raw+json' | 'sha', path: string): Promise<Response> {
    // Kept by the client until it expires.
    const { token } = await authenticate({ type: 'installation', installationId: Number(installationId) })
    const headers = {
      accept: `application/vnd.github.${format}`,
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

  return {
    async readFile(repository, path, ref) {
      const place = path.split('/').map(encodeURIComponent).join('/')
      const at = encodeURIComponent(ref)
      const response = await get(`${repository}/contents/${place}?ref=${at}`, 'raw+json', path)
      if (response.ok) return (await readCapped(response, FILE_MAX_BYTES)) ?? 'too_large'

      const body = await response.text()
      if (response.status === 403 && body.includes('"too_large"')) return 'too_large'
      if (response.status !== 404) throw new FileNotGiven(path, String(response.status))
      // To whoever may not read it now, GitHub says 404 too: only where the commit can be read is the file not in its tree.
      const commit = await get(`${repository}/commits/${at}`, 'sha', path)
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
