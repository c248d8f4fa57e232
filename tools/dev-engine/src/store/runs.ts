import type { RunStatus } from '../reports/run-report.ts'
import type { Journal } from './create-journal.ts'
import { createTable } from './create-table.ts'
import { groupIndex } from './group-index.ts'

export interface Run {
  runId: string
  functionId: string
  eventId: string
  status: RunStatus
  startedAt: number
  endedAt: number | null
  output: unknown
  executions: number
  /** The concurrency slots its calls fill. */
  slots: readonly string[]
}

export type NewRun = Pick<Run, 'runId' | 'functionId' | 'eventId' | 'startedAt' | 'slots'>

export type RunEnd = Pick<Run, 'runId' | 'output'> & {
  status: Exclude<RunStatus, 'Running'>
  endedAt: number
}

export function runsTable(journal: Journal) {
  const ofEvent = groupIndex<Run>(
    ({ eventId }) => eventId,
    ({ runId }) => runId,
  )
  const table = createTable<Run>(journal, 'runs', ({ runId }) => runId, [ofEvent])
  const change = (runId: string, fields: Partial<Run>) => {
    const run = table.get(runId)
    if (run) table.save({ ...run, ...fields })
  }

  return {
    table,
    save: (run: NewRun) =>
      table.save({ ...run, status: 'Running', endedAt: null, output: null, executions: 1 }),
    remove: table.remove,
    find: (runId: string) => table.get(runId),
    /** Newest first. */
    list: (): Run[] => [...table.values()].toReversed(),
    listOfEvent: (eventId: string): Run[] => ofEvent.list(eventId),
    countOfEvent: (eventId: string) => ofEvent.count(eventId),
    end: ({ runId, output, ...end }: RunEnd) => change(runId, { ...end, output: output ?? null }),
    countExecution: (runId: string) => change(runId, { executions: (table.get(runId)?.executions ?? 0) + 1 }),
  }
}
