import type { EngineContext } from '../context.ts'
import { continueRun } from './continue-run.ts'

/** Ends every sleep that is over. */
export function wakeSleepers(context: EngineContext, now: number): void {
  const { store } = context
  for (const job of store.jobs.dueWakes(now)) {
    store.transaction(() => {
      store.steps.settle({ runId: job.runId, id: job.stepId, status: 'Completed', memo: null, endedAt: now })
      store.jobs.remove(job.id)
      continueRun(context, job)
    })
  }
}
