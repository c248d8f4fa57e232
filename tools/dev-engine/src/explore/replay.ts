import type { AppSource } from '../engine.ts'
import { playOnce, type Limits } from './play-once.ts'
import type { Scenario } from './scenario.ts'
import type { Trace } from './trace.ts'

/** The scenario has changed since the trace was written down, so that it proves nothing any more. */
export class NothingStruck extends Error {
  override readonly name = 'NothingStruck'
}

/** Plays the scenario once while the faults of the trace strike; rejects as it did when the trace was found. */
export async function replay<World extends { apps: readonly AppSource[] }>(
  scenario: Scenario<World>,
  trace: Trace,
  limits: Limits = {},
): Promise<void> {
  const { error, struck } = await playOnce(scenario, trace, limits)
  if (error) throw error
  if (trace.faults.length > 0 && struck.length === 0) {
    throw new NothingStruck(`no fault of the trace found its place: ${JSON.stringify(trace.faults)}`)
  }
}
