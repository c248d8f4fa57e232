import type { EngineContext } from '../context.ts'
import { runReport, type RunReport, type RunStatus } from '../reports/run-report.ts'
import type { Run } from '../store/runs.ts'

/** What is left out does not matter. */
export interface RunsQuery {
  runId?: string | undefined
  /** As the engine names it, such as `shop-process-order`. */
  functionId?: string | undefined
  status?: RunStatus | undefined
  /** The event that started it, by internal id or by the sender's own. */
  eventId?: string | undefined
  limit?: number | undefined
}

/** Newest first. */
export function findRuns({ store }: Pick<EngineContext, 'store'>, query: RunsQuery): RunReport[] {
  const { limit = Infinity, eventId } = query
  const event = eventId === undefined ? undefined : store.events.find(eventId)
  const candidates = eventId === undefined ? store.runs.list() : listOfEvent(store, event?.internalId)
  const found: Run[] = []
  for (const run of candidates) {
    if (found.length >= limit) break
    if (isAsked(run, query)) found.push(run)
  }
  return found.map((run) => runReport(run, store.steps.list(run.runId)))
}

function listOfEvent({ runs }: EngineContext['store'], internalId: string | undefined): Run[] {
  return internalId === undefined ? [] : runs.listOfEvent(internalId).toReversed()
}

function isAsked(run: Run, { runId, functionId, status }: RunsQuery): boolean {
  return (
    (runId === undefined || run.runId === runId) &&
    (functionId === undefined || run.functionId === functionId) &&
    (status === undefined || run.status === status)
  )
}
