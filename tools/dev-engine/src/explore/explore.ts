import type { AppSource } from '../engine.ts'
import type { Fault, FaultKind } from '../faults/fault.ts'
import { chosenBy, possibleFaults, spread } from './candidates.ts'
import { findFailure, type Failure } from './find-failure.ts'
import { inParallel } from './in-parallel.ts'
import { playOnce, type Limits } from './play-once.ts'
import type { Scenario } from './scenario.ts'
import type { Trace } from './trace.ts'

export interface ExploreOptions extends Limits {
  /** What may go wrong. By default everything. */
  kinds?: readonly FaultKind[]
  /** Of the faults that are possible, at most so many are tried, spread over the scenario. By default all. */
  max?: number
  /** Instead of one fault after the other: so many runs with several faults at once, chosen by the seeds from 1. */
  seeds?: number
  /** With `seeds`. By default 3. */
  faultsPerRun?: number
  /** How many runs at once. By default 1, since worlds may share something, such as a stubbed `fetch`. */
  parallel?: number
  onProgress?: (progress: Progress) => void
}

export interface Progress {
  done: number
  total: number
  failures: number
}

export interface Exploration {
  /** Those without a fault and those that shrank a trace not counted. */
  runs: number
  /** What `max` left out. */
  skipped: number
  failures: Failure[]
}

/** The scenario fails by itself, so nothing can be learnt from faults. */
export class ScenarioFails extends Error {
  override readonly name = 'ScenarioFails'
}

/** Plays the scenario once as it is and then with everything that may go wrong in it, one at a time or by seeds. */
export async function explore<World extends { apps: readonly AppSource[] }>(
  scenario: Scenario<World>,
  options: ExploreOptions = {},
): Promise<Exploration> {
  const { parallel = 1, onProgress } = options
  const usual = await playOnce(scenario, { faults: [] }, options)
  if (usual.error) {
    const message = `the scenario fails without any fault: ${usual.error.message}`
    throw new ScenarioFails(message, { cause: usual.error })
  }

  const possible = possibleFaults(usual.points, options.kinds)
  const traces = tracesOf(possible, options)
  const failures = new Map<string, Failure>()
  let done = 0
  await inParallel(traces, parallel, async (trace) => {
    const failure = await findFailure(scenario, trace, options)
    if (failure) failures.set(failure.text, failure)
    onProgress?.({ done: ++done, total: traces.length, failures: failures.size })
  })

  const skipped = options.seeds === undefined ? possible.length - traces.length : 0
  return { runs: traces.length, skipped, failures: [...failures.values()] }
}

function tracesOf(
  possible: readonly Fault[],
  { seeds, faultsPerRun = 3, max = Infinity }: ExploreOptions,
): Trace[] {
  if (seeds === undefined) return spread(possible, max).map((fault) => ({ faults: [fault] }))
  return Array.from({ length: seeds }, (_, index) => chosenBy(index + 1, possible, faultsPerRun))
}
