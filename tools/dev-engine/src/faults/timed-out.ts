import { isVirtual } from '../clock/virtual-clock.ts'
import type { Clock } from '../clock/clock.ts'
import { parseDuration } from '../execution/parse-duration.ts'
import type { Place } from './fault.ts'

/** How long the server waits for an app. */
const LONGEST_REQUEST = '2h'

/** Nobody answered in time: the request never arrived, or the app did its work and its answer never came. */
export interface TimedOut {
  fault: 'timed out'
  call: Place
  arrived: boolean
  /** How long the engine waited, such as `30s`. By default the 2 hours of the server. */
  after?: string
  what?: string
}

/** Virtual time passes meanwhile, and what falls due in it happens. */
export async function timeOut({ after = LONGEST_REQUEST }: TimedOut, clock: Clock): Promise<never> {
  // Whoever asked may be ringing the timers of this very clock.
  await Promise.resolve()
  await pass(clock, parseDuration(after))
  throw new Error(`nobody answered within ${after}`)
}

async function pass(clock: Clock, ms: number): Promise<void> {
  const at = clock.now() + ms
  if (isVirtual(clock)) clock.moveTo(at)
  else await new Promise<void>((resolve) => void clock.setTimer(at, resolve))
}
