import { createAppAuth } from '@octokit/auth-app'
import { request } from '@octokit/request'
import { DomainError, requireSetting } from '@repo/worker-kit/errors'
import { log } from '@repo/worker-kit/log'
import type { Bindings } from './context.ts'
import { FILE_MAX_BYTES } from './file-max-bytes.ts'

const TIMEOUT_MS = 15_000
const RETRY_AFTER_SECONDS = 60

/** The repositories that one installation of our App may read. */
export type GitHub = {
  /** A file as it is at a commit or on a branch; null where there is none, or one that is too large for us. */
  readFile(repository: string, path: string, ref: string): Promise<ArrayBuffer | null>
}

/** https://docs.github.com/en/rest/repos/contents#get-repository-content */
export function createGitHub(env: Bindings, installationId: string): GitHub {
  const baseUrl = (env.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, '')
  const authenticate = createAppAuth({
    appId: requireSetting(env, 'GITHUB_APP_ID'),
    privateKey: requireSetting(env, 'GITHUB_APP_PRIVATE_KEY'),
    request: request.defaults({ baseUrl }),
  })

  return {
    async readFile(repository, path, ref) {
      // Kept by the client until it expires.
      const { token } = await authenticate({ type: 'installation', installationId: Number(installationId) })
      const place = path.split('/').map(encodeURIComponent).join('/')
      const url = `${baseUrl}/repos/${repository}/contents/${place}?ref=${encodeURIComponent(ref)}`
      const response = await fetch(url, {
        headers: {
          accept: 'application/vnd.github.raw+json',
          authorization: `token ${token}`,
          'user-agent': 'millrace',
          'x-github-api-version': '2022-11-28',
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      if (response.ok) return readCapped(response)
      await response.body?.cancel()
      if (response.status === 404) return null
      throw failure(response, path)
    },
  }
}

async function readCapped(response: Response): Promise<ArrayBuffer | null> {
  if (Number(response.headers.get('content-length')) <= FILE_MAX_BYTES) {
    const bytes = await response.arrayBuffer()
    if (bytes.byteLength <= FILE_MAX_BYTES) return bytes
  } else {
    await response.body?.cancel()
  }
  log.warn('a file is too large to be indexed', { source: 'github' })
  return null
}

/** A refusal is final, unless it is about how often we ask: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function failure({ status, headers }: Response, path: string): Error {
  const isLimited =
    status === 429 || headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after')
  const message = `GitHub answered ${status} for ${path}`
  if (!isLimited) return status < 500 ? new DomainError('forbidden', message) : new Error(message)
  const retryAfterSeconds = Number(headers.get('retry-after') ?? RETRY_AFTER_SECONDS)
  return new DomainError('unavailable', message, { retryAfterSeconds })
}
