import { expect, it } from 'vitest'
import { backoffMs } from './backoff.ts'

it('doubles from a second to a minute and never ends', () => {
  expect([1, 2, 3, 6, 7, 1_000].map((failures) => backoffMs(failures, 0))).toEqual([
    1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
  ])
})

it('takes up to half away by chance', () => {
  expect(backoffMs(7, 1)).toBe(30_000)
})
