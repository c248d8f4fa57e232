import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { systemClock } from './system-clock.ts'

const DAY_MS = 86_400_000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it.each([10, DAY_MS, 60 * DAY_MS])('rings a timer of %i ms on time, once', (ms) => {
  const ring = vi.fn<() => void>()
  systemClock.setTimer(Date.now() + ms, ring)

  vi.advanceTimersByTime(ms - 1)
  expect(ring).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(ring).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(60 * DAY_MS)
  expect(ring).toHaveBeenCalledTimes(1)
})

it('does not ring a timer that was cancelled', () => {
  const ring = vi.fn<() => void>()
  const cancel = systemClock.setTimer(Date.now() + 60 * DAY_MS, ring)

  vi.advanceTimersByTime(30 * DAY_MS)
  cancel()
  vi.advanceTimersByTime(60 * DAY_MS)

  expect(ring).not.toHaveBeenCalled()
})
