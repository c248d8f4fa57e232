import type { Clock } from '../clock/clock.ts'
import type { AppFunction } from '../sync/app-function.ts'
import { parseCron } from './parse-cron.ts'

export interface CronTimers {
  /** Keeps the timers of crons that stayed, so a re-sync neither skips nor doubles a tick. */
  set(functions: readonly AppFunction[]): void
  /** When each ticks next. */
  list(): { functionId: string; cron: string; nextAt: number }[]
  stop(): void
}

/** Ticks live in memory only: one that was missed while the engine was down is not made up for. */
export function cronTimers(
  clock: Clock,
  onTick: (functionId: string, cron: string, at: number) => void,
): CronTimers {
  const timers = new Map<string, { functionId: string; cron: string; nextAt: number; cancel: () => void }>()

  const arm = (key: string, functionId: string, cron: string, after: number) => {
    const at = parseCron(cron).nextAfter(after)
    if (at === null) return
    const ring = () => {
      arm(key, functionId, cron, Math.max(at, clock.now()))
      onTick(functionId, cron, at)
    }
    const cancel = clock.setTimer(at, ring, { isBackground: true })
    timers.set(key, { functionId, cron, nextAt: at, cancel })
  }

  return {
    set(functions) {
      const wanted = new Map(functions.flatMap(cronsOf).map((cron) => [cron.key, cron]))
      for (const [key, { cancel }] of timers) {
        if (wanted.has(key)) continue
        cancel()
        timers.delete(key)
      }
      for (const { key, functionId, cron } of wanted.values()) {
        if (!timers.has(key)) arm(key, functionId, cron, clock.now())
      }
    },
    list: () => [...timers.values()].map(({ functionId, cron, nextAt }) => ({ functionId, cron, nextAt })),
    stop() {
      for (const { cancel } of timers.values()) cancel()
    },
  }
}

function cronsOf({ id, triggers }: AppFunction) {
  return triggers.flatMap((trigger) =>
    'cron' in trigger ? [{ key: `${id} ${trigger.cron}`, functionId: id, cron: trigger.cron }] : [],
  )
}
