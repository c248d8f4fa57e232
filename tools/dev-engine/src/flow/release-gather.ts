import type { EngineContext } from '../context.ts'
import { scheduleRun } from '../runs/schedule-run.ts'
import type { Gather } from '../store/gathers.ts'

/** Starts the run that the events have waited for. Call it inside a transaction. */
export function releaseGather(
  context: EngineContext,
  { key, kind, functionId, eventIds, jobId }: Gather,
): void {
  const { gathers, jobs, events } = context.store
  gathers.remove(key)
  jobs.remove(jobId)
  const found = context.registry.find(functionId)
  if (!found) return
  scheduleRun(
    context,
    found.fn,
    eventIds.map((id) => events.get(id)),
    kind,
  )
}
