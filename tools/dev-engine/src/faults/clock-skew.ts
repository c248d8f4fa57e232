import type { Clock } from '../clock/clock.ts'
import { parseDuration } from '../execution/parse-duration.ts'

/** The apps' clock differs from the engine's, all the time. */
export interface ClockSkew {
  fault: 'clock skew'
  /** Such as `90s` for apps that are ahead, or `-5m` for those that are behind. */
  by: string
}

/** The clock as the apps see it. */
export function skewClock<C extends Clock>(clock: C, skews: readonly ClockSkew[]): C {
  const ms = skews.reduce((sum, { by }) => sum + msOf(by), 0)
  return ms === 0 ? clock : { ...clock, now: () => clock.now() + ms }
}

function msOf(by: string): number {
  return by.startsWith('-') ? -parseDuration(by.slice(1)) : parseDuration(by)
}
