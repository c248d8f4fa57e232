import type { EngineContext } from '../context.ts'
import type { CallJob } from '../store/jobs.ts'

/** The server looks no further ahead than this when it sorts by the age of runs. */
const SOON_MS = 2000

/**
 * Among the calls that are due, those of the oldest run go first, so that what has begun is finished; its
 * priority makes a run older. What is to be called later takes its place at its own time.
 */
export function queueCall(
  { store, clock }: EngineContext,
  call: Omit<CallJob, 'id' | 'kind' | 'rank' | 'isLetIn'> & { isLetIn?: boolean },
): void {
  const run = store.runs.find(call.runId)
  if (!run) return
  const isSoon = call.dueAt <= clock.now() + SOON_MS
  const rank = isSoon ? run.queuedAt - run.priorityMs : call.dueAt
  // A priority below 0 keeps a run waiting, also when nobody else does.
  const dueAt = Math.max(call.dueAt, rank)
  store.jobs.save({ isLetIn: true, ...call, dueAt, kind: 'call', rank })
}
