import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { afterEach, expect, it, vi } from 'vitest'
import { errorResponse, notFoundResponse } from './error-response.ts'
import { DomainError, type DomainErrorCode, MissingSetting } from './errors.ts'

const answerTo = (error: Error, headers: Record<string, string> = {}) =>
  new Hono()
    .onError(errorResponse)
    .get('/', () => {
      throw error
    })
    .request('/', { headers })

afterEach(() => {
  vi.restoreAllMocks()
})

it.each<[DomainErrorCode, number]>([
  ['invalid', 422],
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['not_found', 404],
  ['conflict', 409],
  ['too_large', 413],
  ['unavailable', 503],
])('answers %s with %i and problem details', async (code, status) => {
  const response = await answerTo(
    new DomainError(code, 'what is wrong', { field: 'lines[0].sku', limit: '10 MB' }),
    { 'x-request-id': 'r1' },
  )

  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(await response.json()).toEqual({
    status,
    code,
    detail: 'what is wrong',
    field: 'lines[0].sku',
    limit: '10 MB',
    requestId: 'r1',
  })
})

it('says when to come back, in the header alone', async () => {
  const response = await answerTo(new MissingSetting('STRIPE_SECRET_KEY'))

  expect(response.headers.get('retry-after')).toBe('60')
  expect(await response.json()).not.toHaveProperty('retryAfterSeconds')
})

it('says how to authenticate', async () => {
  const response = await answerTo(new DomainError('unauthenticated', 'a bearer token is needed'))

  expect(response.headers.get('www-authenticate')).toBe('Bearer realm="millrace"')
})

it('keeps an unknown error to itself and logs it once', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {})

  const response = await answerTo(new Error('password of the database'), { 'cf-ray': 'ray1' })

  const body = await response.text()
  expect(response.status).toBe(500)
  expect(body).not.toContain('password')
  expect(JSON.parse(body)).toMatchObject({ code: 'internal', requestId: 'ray1' })
  expect(logged).toHaveBeenCalledTimes(1)
  expect(logged.mock.calls[0]?.[0]).toContain('"requestId":"ray1"')
})

it('keeps what Hono says of itself when it is not the request’s fault', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})

  const refused = await answerTo(new HTTPException(400, { message: 'malformed JSON' }))
  const broken = await answerTo(new HTTPException(500, { message: 'inside' }))

  expect(await refused.json()).toMatchObject({ status: 400, code: 'invalid', detail: 'malformed JSON' })
  expect(await broken.text()).not.toContain('inside')
})

it('says what exists where nothing does', async () => {
  const response = await new Hono().notFound(notFoundResponse(['/a', '/b'])).request('/c')

  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({
    code: 'not_found',
    detail: 'GET /c does not exist',
    existing: ['/a', '/b'],
  })
})
