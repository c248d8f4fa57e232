import { expect, it } from 'vitest'
import { readLimit } from './read-limit.ts'

it.each([
  ['1', 1],
  ['50', 50],
  ['1000', 1_000],
])('reads %s', (value, limit) => {
  expect(readLimit('DIGEST_CONCURRENCY', value)).toBe(limit)
})

it.each(['', '0', '-1', '2.5', '1001', 'many'])('names the setting that says %j', (value) => {
  expect(() => readLimit('DIGEST_CONCURRENCY', value)).toThrow(
    `DIGEST_CONCURRENCY is a whole number from 1 to 1000, not ${value}`,
  )
})
