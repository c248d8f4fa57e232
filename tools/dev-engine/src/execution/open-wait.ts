import type { EngineContext } from '../context.ts'
import type { Op } from './answer.ts'
import type { Reported } from './apply-ops.ts'
import { nameOf } from './name-of.ts'

/** False when the app reported a step that is already known. */
export function openWait(
  { store, clock }: EngineContext,
  { run, isRace }: Reported,
  op: Op,
  { status, until }: { status: 'Sleeping' | 'Waiting'; until: number },
): boolean {
  const step = { runId: run.runId, id: op.id, name: nameOf(op), op: op.op }
  if (!store.steps.open({ ...step, status, startedAt: clock.now() })) return false
  store.jobs.save({ kind: 'wake', runId: run.runId, stepId: op.id, attempt: 0, isRace, dueAt: until })
  return true
}
