import { dueHeap } from '../store/due-heap.ts'
import type { Clock } from './clock.ts'

/** Time that stands still until its engine moves it. It may be shared: by an app, by the next engine. */
export interface VirtualClock extends Clock {
  /** When the next timer rings; `null` when there is none. */
  nextTimerAt(): number | null
  /** Whether a timer is set that is not in the background. */
  isPending(): boolean
  /** Moves time forward, never back, and rings every timer on the way, in order, each at its own time. */
  moveTo(at: number): void
}

interface Timer {
  id: number
  dueAt: number
  /** `null` once it has rung or was cancelled. */
  ring: (() => void) | null
  isBackground: boolean
}

/** Starts at a moment: a date, ISO 8601, or milliseconds since 1970. Throws on anything else. */
export function virtualClock({ start }: { start: Date | string | number }): VirtualClock {
  let now = new Date(start).getTime()
  if (Number.isNaN(now)) throw new Error(`start ${String(start)} is not a date`)
  const timers = dueHeap<Timer>()
  let count = 0
  let pending = 0

  const take = (timer: Timer) => {
    const { ring } = timer
    if (ring && !timer.isBackground) pending--
    timer.ring = null
    return ring
  }

  const next = () => {
    for (let timer = timers.peek(); timer && !timer.ring; timer = timers.peek()) timers.pop()
    return timers.peek()
  }

  return {
    now: () => now,
    setTimer(at, fn, { isBackground = false } = {}) {
      const timer: Timer = { id: ++count, dueAt: at, ring: fn, isBackground }
      timers.push(timer)
      if (!isBackground) pending++
      return () => void take(timer)
    },
    isPending: () => pending > 0,
    nextTimerAt: () => next()?.dueAt ?? null,
    moveTo(at) {
      for (let timer = next(); timer && timer.dueAt <= at; timer = next()) {
        timers.pop()
        now = Math.max(now, timer.dueAt)
        take(timer)?.()
      }
      now = Math.max(now, at)
    },
  }
}

export function isVirtual(clock: Clock): clock is VirtualClock {
  return 'moveTo' in clock
}
