import { expect, it } from 'vitest'
import { retryAt } from './retry-at.ts'

const now = Date.UTC(2026, 0, 1)
const failed = { attempt: 0, now, retryAfter: null, fixedDelayMs: null, random: () => 0 }
const HOUR_S = 3600

it.each([...[15, 30, 60, 120, 300, 600, 1200, 2400, HOUR_S, 2 * HOUR_S, 2 * HOUR_S].entries()])(
  'waits after failed attempt %i for %i seconds',
  (attempt, seconds) => {
    expect(retryAt({ ...failed, attempt }) - now).toBe(seconds * 1000)
  },
)

it('adds up to 30 seconds of jitter', () => {
  expect(retryAt({ ...failed, random: () => 0.999 }) - now).toBe(15_000 + 29_970)
})

it.each([
  ['120', 120],
  ['0', 1],
  ['999999', 24 * HOUR_S],
  ['2026-01-01T00:05:00.000Z', 300],
  ['2020-01-01T00:00:00.000Z', 1],
])('a Retry-After of %s waits %i seconds', (retryAfter, seconds) => {
  expect(retryAt({ ...failed, retryAfter }) - now).toBe(seconds * 1000)
})

it('takes a fixed delay instead of the table, but not instead of a Retry-After', () => {
  expect(retryAt({ ...failed, fixedDelayMs: 250 }) - now).toBe(250)
  expect(retryAt({ ...failed, fixedDelayMs: 250, retryAfter: '7' }) - now).toBe(7000)
})

it('falls back to the table when a Retry-After cannot be read', () => {
  expect(retryAt({ ...failed, retryAfter: 'soon' }) - now).toBe(15_000)
})
