import type { AppSource } from '../engine.ts'
import { playOnce, type Limits } from './play-once.ts'
import type { Scenario } from './scenario.ts'
import type { Trace } from './trace.ts'

/** Plays the scenario once while the faults of the trace strike; rejects as it did when the trace was found. */
export async function replay<World extends { apps: readonly AppSource[] }>(
  scenario: Scenario<World>,
  trace: Trace,
  limits: Limits = {},
): Promise<void> {
  const { error } = await playOnce(scenario, trace, limits)
  if (error) throw error
}
