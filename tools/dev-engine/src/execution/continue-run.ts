import type { EngineContext } from '../context.ts'
import type { Job } from '../store/jobs.ts'
import { DISCOVERY } from './discovery.ts'

/** One discovery once every branch is settled; in a race, after each of them. */
export function continueRun({ store, clock }: EngineContext, { runId, isRace }: Job): void {
  const jobs = store.jobs.listOfRun(runId)
  const discoveries = jobs.filter(({ stepId }) => stepId === DISCOVERY)
  // In a race one discovery may be under way that has not heard of this branch yet, so a second one is due.
  const isWaiting = isRace ? discoveries.length > 1 : jobs.length > 0
  if (isWaiting) return
  store.jobs.save({ kind: 'call', runId, stepId: DISCOVERY, attempt: 0, isRace: false, dueAt: clock.now() })
}
