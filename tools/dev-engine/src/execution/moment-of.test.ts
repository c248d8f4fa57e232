import { expect, it } from 'vitest'
import { momentOf } from './moment-of.ts'

const now = Date.UTC(2026, 0, 1)

it.each([
  ['10s', 10_000],
  ['1m30s', 90_000],
  ['1w2d3h4m5s', 788_645_000],
  ['250ms', 250],
  ['1.5h', 5_400_000],
  ['', 0],
  ['2026-01-01T00:00:07.000Z', 7000],
])('"%s" is in %i ms', (text, ms) => {
  expect(momentOf(text, now) - now).toBe(ms)
})

it('refuses what is neither a duration nor a date', () => {
  expect(() => momentOf('later', now)).toThrow('later is not a duration')
})
