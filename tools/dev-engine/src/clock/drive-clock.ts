import { parseDuration } from '../execution/parse-duration.ts'
import type { Executor } from '../execution/executor.ts'
import type { CronTimers } from '../cron/cron-timers.ts'
import type { Clock } from './clock.ts'
import { isVirtual, type VirtualClock } from './virtual-clock.ts'

/** How a house looks in which nothing is left to do. */
export interface Idle {
  now: number
  /** What still ticks: crons never end. */
  crons: { functionId: string; cron: string; nextAt: number }[]
}

export interface ClockDriver {
  advance: (duration: string | number) => Promise<void>
  runUntil: (date: Date | string | number) => Promise<void>
  runUntilIdle: () => Promise<Idle>
  /** Moves until `isOver`, which is asked whenever nothing can run. False when that will never be. */
  runWhile: (isOver: () => boolean, until: number) => Promise<boolean>
}

/** Moves virtual time from one due moment to the next, and each time only once nothing can run. */
export function driveClock(
  clock: Clock,
  executor: Pick<Executor, 'whenIdle'>,
  crons: Pick<CronTimers, 'list'>,
): ClockDriver {
  // One after the other: two that move the same clock at once would each see the half of what happens.
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(drive: (clock: VirtualClock) => Promise<T>): Promise<T> => {
    if (!isVirtual(clock)) {
      return Promise.reject(new Error('real time cannot be moved: create the engine with a virtualClock()'))
    }
    const driven = turn.then(() => drive(clock))
    turn = driven.catch(() => {})
    return driven
  }

  const runUntil = (moment: (now: number) => number) =>
    inTurn(async (clock) => {
      const at = moment(clock.now())
      await executor.whenIdle()
      for (let next = clock.nextTimerAt(); next !== null && next <= at; next = clock.nextTimerAt()) {
        clock.moveTo(next)
        await executor.whenIdle()
      }
      clock.moveTo(at)
      await executor.whenIdle()
    })

  const runWhile = (isOver: () => boolean, until: number) =>
    inTurn(async (clock) => {
      await executor.whenIdle()
      while (!isOver()) {
        const next = clock.nextTimerAt()
        if (!clock.isPending() || next === null || next > until) return false
        clock.moveTo(next)
        await executor.whenIdle()
      }
      return true
    })

  return {
    async runUntil(date) {
      const at = new Date(date).getTime()
      if (Number.isNaN(at)) throw new TypeError(`runUntil: ${String(date)} is not a date`)
      if (at < clock.now()) throw new RangeError(`runUntil: ${new Date(at).toISOString()} is in the past`)
      await runUntil(() => at)
    },
    async advance(duration) {
      const ms = typeof duration === 'number' ? duration : parseDuration(duration)
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`advance: ${duration} is not a time from 0 on`)
      await runUntil((now) => now + ms)
    },
    runWhile,
    async runUntilIdle() {
      await runWhile(() => false, Infinity)
      return { now: clock.now(), crons: crons.list() }
    },
  }
}
