import { DomainError } from '@repo/worker-kit/errors'

const RETRY_AFTER_SECONDS = 60

/** What Octokit throws, as far as it is read here. */
type RequestError = { status: number; response?: { headers: Record<string, string | undefined> } }

/** A refusal is final, unless it is about how often we ask: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export function describeGithubError(error: unknown, path: string, now = new Date()): unknown {
  if (!isRequestError(error) || error.status >= 500) return error
  const headers = error.response?.headers ?? {}
  const message = `GitHub answered ${error.status} for ${path}`
  const isLimited =
    error.status === 429 || headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined
  if (!isLimited) return new DomainError('not_found', message)
  const untilReset = Number(headers['x-ratelimit-reset']) - now.getTime() / 1000
  const wait = Number(headers['retry-after']) || untilReset || RETRY_AFTER_SECONDS
  const retryAfterSeconds = Math.max(1, Math.ceil(wait))
  return new DomainError('unavailable', message, { retryAfterSeconds })
}

function isRequestError(error: unknown): error is RequestError {
  return error instanceof Error && 'status' in error && typeof error.status === 'number'
}
