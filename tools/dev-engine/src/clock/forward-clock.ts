import type { Clock } from './clock.ts'

/** A clock whose time never goes back, though a laptop's may: what was written later is never due earlier. */
export function forwardClock(clock: Clock): Clock {
  let latest = 0
  return {
    now: () => (latest = Math.max(latest, clock.now())),
    setTimer: (at, fn, options) => clock.setTimer(at, fn, options),
  }
}
