import { afterEach, expect, it, vi } from 'vitest'
import { log, type LogFields } from './log.ts'

function lineOf(fields: LogFields): Record<string, unknown> {
  const written = vi.spyOn(console, 'warn').mockImplementation(() => {})
  log.warn('something happened', fields)
  return JSON.parse(String(written.mock.lastCall?.[0])) as Record<string, unknown>
}

afterEach(() => {
  vi.restoreAllMocks()
})

it('writes one JSON object a line, with the version that wrote it', () => {
  expect(lineOf({ orderId: 'ord_1', count: 2 })).toEqual({
    level: 'warn',
    message: 'something happened',
    version: 'version-1',
    orderId: 'ord_1',
    count: 2,
  })
})

it('has no field for a body, a header or a secret', () => {
  // @ts-expect-error: the type is what keeps bodies out.
  const body: LogFields = { body: '{}' }
  // @ts-expect-error: the type is what keeps headers out.
  const headers: LogFields = { headers: {} }

  expect([body, headers]).toHaveLength(2)
})

it('names an error without its stack', () => {
  const line = lineOf({ error: new TypeError('no such thing') })

  expect(line.error).toBe('TypeError: no such thing')
})

it('leaves out the values that Drizzle puts into its message', () => {
  const cause = new Error('D1_ERROR: UNIQUE constraint failed')
  const error = new Error('Failed query: insert into mails\nparams: secret text', { cause })

  expect(lineOf({ error }).error).toBe('Error: D1_ERROR: UNIQUE constraint failed')
  expect(lineOf({ error: new Error('Failed query\nparams: secret text') }).error).toBe('Error: Failed query')
})

it('does not write what is thrown without being an error', () => {
  expect(lineOf({ error: { password: 'x' } }).error).toBe('unknown error')
})
