import type { EngineContext } from '../context.ts'
import type { Run } from '../store/runs.ts'
import type { Op } from './answer.ts'
import { nameOf } from './name-of.ts'

interface Attempt {
  run: Pick<Run, 'runId'>
  op: Op
  startedAt: number
}

/** Writes down an attempt of a step, which is what is billed. Call it inside a transaction. */
export function recordAttempt({ store }: EngineContext, { run, op, startedAt }: Attempt): void {
  store.runs.countExecution(run.runId)
  store.steps.attempt({
    runId: run.runId,
    id: op.id,
    name: nameOf(op),
    op: op.op,
    startedAt,
    error: op.error,
  })
}

/** Writes down what a step came to. False when that was known already. */
export function settleStep(
  { store, clock }: EngineContext,
  { run, op }: Pick<Attempt, 'run' | 'op'>,
): boolean {
  const hasFailed = op.op !== 'StepRun'
  const status = hasFailed ? 'Failed' : 'Completed'
  const memo = hasFailed ? { error: op.error } : { data: op.data ?? null }
  return store.steps.settle({ runId: run.runId, id: op.id, status, memo, endedAt: clock.now() })
}

/** Both at once, for a step that went well. */
export function recordStep(context: EngineContext, attempt: Attempt): boolean {
  recordAttempt(context, attempt)
  return settleStep(context, attempt)
}
