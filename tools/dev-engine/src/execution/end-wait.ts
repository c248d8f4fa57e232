import type { EngineContext } from '../context.ts'
import { continueRun } from './continue-run.ts'

export type WaitEnd = { status: 'Completed'; memo: unknown } | { status: 'Failed'; error: unknown }

/** Ends a sleep or a wait, unless something else already has. Call it inside a transaction. */
export function endWait(context: EngineContext, runId: string, stepId: string, end: WaitEnd): void {
  const { store, clock } = context
  const job = store.jobs.findOfStep(runId, stepId)
  if (!job) return

  const outcome = end.status === 'Completed' ? end : { ...end, memo: { error: end.error } }
  store.steps.settle({ runId, id: stepId, ...outcome, endedAt: clock.now() })
  store.jobs.remove(job.id)
  continueRun(context, job)
}
