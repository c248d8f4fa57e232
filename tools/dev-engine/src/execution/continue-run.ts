import type { EngineContext } from '../context.ts'
import { finishRun } from '../runs/finish-run.ts'
import type { StepJob } from '../store/jobs.ts'
import { DISCOVERY } from './discovery.ts'
import { tooManySteps } from './find-refusal.ts'
import { limits } from './limits.ts'
import { queueCall } from './queue-call.ts'

type Continued = Pick<StepJob, 'runId' | 'isRace'>

/** One discovery once every branch is settled; in a race, after each of them. */
export function continueRun(context: EngineContext, { runId, isRace }: Continued): void {
  const { store, clock } = context
  const jobs = store.jobs.listOfRun(runId)
  const discoveries = jobs.filter(({ stepId }) => stepId === DISCOVERY)
  // In a race one discovery may be under way that has not heard of this branch yet, so a second one is due.
  const isWaiting = isRace ? discoveries.length > 1 : jobs.length > 0
  if (isWaiting) return
  const run = store.runs.find(runId)
  if (run && store.steps.countSettled(runId) >= limits.steps) {
    finishRun(context, run, { status: 'Failed', error: tooManySteps })
    return
  }
  queueCall(context, { runId, stepId: DISCOVERY, attempt: 0, isRace: false, dueAt: clock.now() })
}
