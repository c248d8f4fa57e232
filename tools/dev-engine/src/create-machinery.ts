import { driveClock, type ClockDriver } from './clock/drive-clock.ts'
import type { EngineContext } from './context.ts'
import { cronTimers } from './cron/cron-timers.ts'
import type { EngineOptions } from './engine.ts'
import { EngineKilled } from './engine-killed.ts'
import { EngineClosed } from './engine-closed.ts'
import { createExecutor } from './execution/executor.ts'
import { startCronRun } from './runs/start-cron-run.ts'
import { createSyncer } from './sync/create-syncer.ts'

// As many as the Dev Server has workers; a local worker chokes on thousands.
const MAX_CALLS = 100

/** What moves by itself, and how it is stopped. */
export interface Machinery {
  driver: ClockDriver
  sync: () => Promise<void>
  whenIdle: () => Promise<void>
  /** Makes a change, and begins what is due because of it, whatever else comes of it. */
  change: <T>(make: () => T) => T
  /** Aborted, with the reason, when the engine dies. */
  dying: AbortSignal
  /** Throws once the engine is dead. */
  assertAlive: () => void
  /** Stops at once, and for good. */
  kill: (reason?: Error) => void
  /** Starts nothing more, waits for what is under way and then for `afterwards`, and lets go of the storage. */
  stop: (afterwards: () => Promise<void> | undefined) => Promise<void>
}

export function createMachinery(context: EngineContext, options: EngineOptions): Machinery {
  const { store, registry, clock } = context
  let death: Error | null = null
  let isClosed = false
  const dying = new AbortController()

  const assertAlive = () => {
    if (death) throw death
  }
  const kill = (reason?: Error) => {
    if (death) return
    death = new EngineKilled(reason)
    crons.stop()
    executor.kill(death)
    store.kill(death)
    dying.abort(death)
    if (!reason) return
    // Straight to the log: nothing is committed any more that an entry could wait for.
    options.log?.({ level: 'error', message: 'the engine died', reason: reason.message })
    options.onDeath?.(death)
  }
  const change = <T>(make: () => T): T => {
    assertAlive()
    if (isClosed) throw new EngineClosed()
    try {
      return make()
    } finally {
      if (!death) executor.pump()
    }
  }
  const executor = createExecutor(context, {
    maxCalls: maxCallsOf(options),
    shuffle: options.shuffle ?? false,
    onBroken: kill,
  })
  const crons = cronTimers(clock, (functionId, cron, at) => {
    change(() => startCronRun(context, functionId, cron, at))
  })
  const syncer = createSyncer(context, () => {
    crons.set(registry.functions())
    executor.pump()
  })
  crons.set(registry.functions())

  return {
    driver: driveClock(clock, executor, crons),
    async sync() {
      assertAlive()
      await syncer.sync()
    },
    whenIdle: () => executor.whenIdle(),
    change,
    dying: dying.signal,
    assertAlive,
    kill,
    async stop(afterwards) {
      crons.stop()
      await syncer.stop()
      await executor.stop()
      await afterwards()
      isClosed = true
      if (!death) store.close()
    },
  }
}

function maxCallsOf({ parallel, clock = 'real' }: EngineOptions): number {
  if (parallel === undefined) return clock === 'real' ? MAX_CALLS : 1
  if (parallel === false) return 1
  if (Number.isInteger(parallel) && parallel > 0) return parallel
  throw new RangeError(`parallel: ${parallel} is not a whole number from 1 on`)
}
