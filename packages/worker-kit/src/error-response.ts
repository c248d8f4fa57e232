import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { DomainError, type DomainErrorCode, type ErrorDetails } from './errors.ts'
import { log } from './log.ts'

const STATUS: Record<DomainErrorCode, ContentfulStatusCode> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_slow: 408,
  too_many: 429,
  unavailable: 503,
}

/** The HTTP door for errors: problem details as RFC 9457 has them. An unknown error's message never leaves the house. */
export const errorResponse: ErrorHandler = (error, c) => {
  if (error instanceof DomainError) {
    return problem(c, STATUS[error.code], error.code, error.message, error.details)
  }
  if (error instanceof HTTPException && error.status < 500) {
    return problem(c, error.status, 'invalid', error.message)
  }
  log.error('request failed', { requestId: requestId(c), error })
  return problem(c, 500, 'internal', 'something broke on our side; the request id leads us to it')
}

/** Answers a path that does not exist with what does. */
export function notFoundResponse(existing: string[]): NotFoundHandler {
  return (c) => problem(c, 404, 'not_found', `${c.req.method} ${c.req.path} does not exist`, {}, { existing })
}

export function problem(
  c: Context,
  status: ContentfulStatusCode,
  code: string,
  detail: string,
  { retryAfterSeconds, ...details }: ErrorDetails = {},
  more: object = {},
): Response {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds)
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="millrace"'
  return c.json({ status, code, detail, ...details, ...more, requestId: requestId(c) }, status, headers)
}

/** Cloudflare's own id of the request where there is one, so that our logs and theirs meet. */
export function requestId(c: Context): string {
  return c.req.header('x-request-id') ?? c.req.header('cf-ray') ?? 'local'
}
