import { expect, it } from 'vitest'
import { formatDuration } from './format-duration.ts'

const START = '2026-11-01T00:00:00.000Z'

const after = (durationMs: number) =>
  formatDuration(START, new Date(Date.parse(START) + durationMs).toISOString())

it('speaks in the unit that fits', () => {
  expect([0, 340, 2_140, 200_000, 7_500_000].map(after)).toEqual([
    '0 ms',
    '340 ms',
    '2.1 s',
    '3 min 20 s',
    '2 h 5 min',
  ])
})

it('says nothing while the end is open or a time makes no sense', () => {
  expect(formatDuration(START, null)).toBeNull()
  expect(formatDuration('yesterday', START)).toBeNull()
  expect(after(-1)).toBeNull()
})
