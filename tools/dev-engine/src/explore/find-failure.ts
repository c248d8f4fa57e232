import type { AppSource } from '../engine.ts'
import type { Fault } from '../faults/fault.ts'
import { atSameWords } from '../faults/strikes-at.ts'
import { playOnce, type Limits } from './play-once.ts'
import type { Scenario } from './scenario.ts'
import { shrink } from './shrink.ts'
import { describeTrace, type Trace } from './trace.ts'

export interface Failure {
  /** Replayable, and with no fault in it that the failure does not need. */
  trace: Trace
  error: Error
  /** The trace in words. */
  text: string
}

/** Plays the scenario with this trace; where it fails, shrinks the trace for as long as it still fails. */
export async function findFailure<World extends { apps: readonly AppSource[] }>(
  scenario: Scenario<World>,
  trace: Trace,
  limits: Limits,
): Promise<Failure | undefined> {
  let found: Omit<Failure, 'text'> | undefined

  const fails = async ({ faults, ...order }: Trace) => {
    const { error, struck } = await playOnce(scenario, { ...order, faults }, limits)
    if (error) found = { trace: { ...order, faults: struck }, error }
    return error ? struck : undefined
  }
  // Without a fault that came first the others come at other numbers, but still at the same words.
  const failsAnyhow = (order: Omit<Trace, 'faults'>) => async (faults: readonly Fault[]) =>
    (await fails({ ...order, faults })) ?? (await fails({ ...order, faults: faults.map(atSameWords) }))

  const struck = await fails(trace)
  if (!struck) return undefined
  const { faults, ...shuffled } = trace
  const isInOrder = trace.seed !== undefined && (await fails({ faults })) !== undefined
  if (struck.length > 1) await shrink(struck, failsAnyhow(isInOrder ? {} : shuffled))
  return found && { ...found, text: describeTrace(found.trace) }
}
