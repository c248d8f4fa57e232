import type { RunStatus } from '../reports/run-report.ts'
import type { Journal } from './create-journal.ts'
import { createTable, type Index } from './create-table.ts'

export interface Run {
  runId: string
  functionId: string
  /** More than one for a batch. */
  eventIds: readonly string[]
  isBatch: boolean
  status: RunStatus
  queuedAt: number
  startedAt: number
  endedAt: number | null
  output: unknown
  executions: number
  /** The concurrency slots its calls fill. */
  slots: readonly string[]
  /** What its first call waits for a place in. */
  throttleKey: string | null
  singletonKey: string | null
  /** It is taken as if it had been queued so much earlier. */
  priorityMs: number
  /** How large its steps' outputs are at most, as JSON. */
  stateBytes: number
}

export type NewRun = Omit<Run, 'status' | 'endedAt' | 'output' | 'executions' | 'stateBytes'>

export type RunEnd = Pick<Run, 'runId' | 'output'> & {
  status: Exclude<RunStatus, 'Running'>
  endedAt: number
}

export function runsTable(journal: Journal) {
  const ofEvent = eventIndex()
  const table = createTable<Run>(journal, 'runs', ({ runId }) => runId, [ofEvent])
  const change = (runId: string, fields: Partial<Run>) => {
    const run = table.get(runId)
    if (run) table.save({ ...run, ...fields })
  }

  return {
    table,
    save: (run: NewRun) =>
      table.save({ ...run, status: 'Running', endedAt: null, output: null, executions: 1, stateBytes: 0 }),
    remove: table.remove,
    find: (runId: string) => table.get(runId),
    /** Newest first. */
    list: (): Run[] => [...table.values()].toReversed(),
    listOfEvent: (eventId: string): Run[] => ofEvent.list(eventId).flatMap((runId) => table.get(runId) ?? []),
    countOfEvent: (eventId: string) => ofEvent.list(eventId).length,
    end: ({ runId, output, ...end }: RunEnd) => change(runId, { ...end, output: output ?? null }),
    countExecution: (runId: string) => change(runId, { executions: (table.get(runId)?.executions ?? 0) + 1 }),
    setStateBytes: (runId: string, stateBytes: number) => change(runId, { stateBytes }),
  }
}

/** The ids of each event's runs, oldest first. The events of a run never change. */
function eventIndex(): Index<Run> & { list(eventId: string): readonly string[] } {
  const runIds = new Map<string, string[]>()
  return {
    change(before, after) {
      if (before && after) return
      for (const eventId of (before ?? after)?.eventIds ?? []) {
        const ids = runIds.get(eventId) ?? []
        const left = after ? [...ids, after.runId] : ids.filter((id) => id !== before?.runId)
        if (left.length > 0) runIds.set(eventId, left)
        else runIds.delete(eventId)
      }
    },
    list: (eventId) => runIds.get(eventId) ?? [],
  }
}
