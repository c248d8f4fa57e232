import type { Clock } from './clock.ts'

export interface ManualClock extends Clock {
  /** Moves time forward and rings every timer on the way, in order, each at its own time. */
  advance(ms: number): void
}

export function manualClock(startAt: number): ManualClock {
  let now = startAt
  const timers = new Set<{ at: number; fn: () => void }>()

  const nextDue = (until: number) =>
    [...timers]
      .filter(({ at }) => at <= until)
      .reduce<{ at: number; fn: () => void } | undefined>(
        (first, timer) => (first && first.at <= timer.at ? first : timer),
        undefined,
      )

  return {
    now: () => now,
    setTimer(at, fn) {
      const timer = { at, fn }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance(ms) {
      const until = now + ms
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer)
        now = Math.max(now, timer.at)
        timer.fn()
      }
      now = until
    },
  }
}
