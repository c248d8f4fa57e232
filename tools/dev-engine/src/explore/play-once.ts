import { virtualClock } from '../clock/virtual-clock.ts'
import type { AppSource } from '../engine.ts'
import { planFaults } from '../faults/plan-faults.ts'
import type { Fault } from '../faults/fault.ts'
import type { Point } from '../faults/point.ts'
import { memoryStorage } from '../store/memory-storage.ts'
import { restartingEngine } from './restarting-engine.ts'
import type { PlayedEngine, Scenario } from './scenario.ts'
import type { Trace } from './trace.ts'

export interface Limits {
  /** Where virtual time begins. By default at the beginning of 2026. */
  start?: Date | string | number
  /** How long one run may take, in milliseconds of real time. By default 10,000. */
  timeoutMs?: number
}

export interface Played {
  /** `null` when everything was as it must be. */
  error: Error | null
  points: readonly Point[]
  struck: readonly Fault[]
}

/** The scenario did not come to an end: something still runs, or it took too long. */
export class NoEnd extends Error {
  override readonly name = 'NoEnd'
}

const START = '2026-01-01T00:00:00Z'
const TIMEOUT_MS = 10_000

/** Plays a scenario in a fresh world while these faults strike. */
export async function playOnce<World extends { apps: readonly AppSource[] }>(
  scenario: Scenario<World>,
  { seed, faults }: Trace,
  { start = START, timeoutMs = TIMEOUT_MS }: Limits,
): Promise<Played> {
  const plan = planFaults(faults)
  const clock = virtualClock({ start })
  const storage = memoryStorage()
  let apps: readonly AppSource[] = []
  const shuffled = seed === undefined ? {} : { seed, shuffle: true }
  const engine = restartingEngine(plan, () => ({ apps, clock, storage, ...shuffled }))

  // A world that cannot be made says nothing about the faults, so that is no failure of the scenario.
  const world = await scenario.setup({ engine, clock })
  apps = world.apps

  const story = async () => {
    await engine.start()
    await scenario.play(engine, world)
    await engine.runUntilIdle()
    assertEnd(engine)
    await scenario.check(world, engine)
  }

  try {
    await within(timeoutMs, story(), engine)
    return { error: null, points: plan.points, struck: plan.struck }
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error))
    return { error: failure, points: plan.points, struck: plan.struck }
  } finally {
    engine.stop()
  }
}

function assertEnd(engine: PlayedEngine): void {
  const running = engine.runs.find({ status: 'Running' })
  if (running.length > 0) throw new NoEnd(`nothing is pending any more, and still runs: ${seen(running)}`)
}

async function within(timeoutMs: number, story: Promise<void>, engine: PlayedEngine): Promise<void> {
  const end = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const running = engine.runs.find({ status: 'Running' })
    end.reject(new NoEnd(`it has not ended within ${timeoutMs} ms; still runs: ${seen(running)}`))
  }, timeoutMs)
  try {
    await Promise.race([story, end.promise])
  } finally {
    clearTimeout(timer)
  }
}

function seen(runs: ReturnType<PlayedEngine['runs']['find']>): string {
  const described = runs.map(({ function_id, steps }) => {
    const last = steps.at(-1)
    return last ? `${function_id}, last step ${last.name} ${last.status}` : function_id
  })
  return described.join('; ') || 'nothing'
}
