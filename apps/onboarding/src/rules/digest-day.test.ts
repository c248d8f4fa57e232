import { expect, it } from 'vitest'
import { digestDay } from './digest-day.ts'

it.each([
  ['on time', '2026-11-23T08:00:00.025Z', '2026-11-22'],
  ['by a clock that is behind', '2026-11-23T07:59:59.900Z', '2026-11-22'],
  ['late in the evening', '2026-11-23T23:59:59Z', '2026-11-22'],
  ['after midnight', '2026-11-24T06:59:00Z', '2026-11-22'],
  ['the next morning', '2026-11-24T08:00:00Z', '2026-11-23'],
  ['on the first of a month', '2026-12-01T08:00:00Z', '2026-11-30'],
])('reports the day before its morning when it fires %s', (_, firedAt, day) => {
  expect(digestDay(new Date(firedAt))).toBe(day)
})
