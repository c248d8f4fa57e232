import type { StepReport } from '../reports/run-report.ts'
import type { Journal } from './create-journal.ts'
import { createTable } from './create-table.ts'
import { groupIndex } from './group-index.ts'

export interface Step {
  runId: string
  id: string
  /** Its place among the steps of its run, as the app reported them. */
  order: number
  name: string
  op: string
  status: StepReport['status']
  attempts: number
  startedAt: number | null
  endedAt: number | null
  /** Of the last attempt that failed. */
  error: unknown
  /** What the SDK is handed for this step, once it is settled. */
  memo: unknown
  /** Its place among the settled steps of its run, which is the order the SDK replays them in. */
  settledAs: number | null
}

export type NewStep = Pick<Step, 'runId' | 'id' | 'name' | 'op' | 'startedAt'> & {
  status: 'Queued' | 'Sleeping' | 'Waiting'
}

export type StepAttempt = Pick<Step, 'runId' | 'id' | 'name' | 'op' | 'error'> & { startedAt: number }

export type StepEnd = Pick<Step, 'runId' | 'id' | 'memo'> & {
  status: 'Completed' | 'Failed'
  /** Without it, the error of the last attempt stays. */
  error?: unknown
  endedAt: number
}

export function stepsTable(journal: Journal) {
  const ofRun = groupIndex<Step>(
    ({ runId }) => runId,
    ({ id }) => id,
  )
  const table = createTable<Step>(journal, 'steps', keyOf, [ofRun])
  const create = (step: NewStep) =>
    table.save({
      ...step,
      order: ofRun.count(step.runId),
      attempts: 0,
      endedAt: null,
      error: null,
      memo: null,
      settledAs: null,
    })

  return {
    table,
    find: (runId: string, id: string) => table.get(keyOf({ runId, id })),
    /** False when the app reported a step that is already known. */
    open(step: NewStep): boolean {
      if (table.get(keyOf(step))) return false
      create(step)
      return true
    },
    attempt({ op, error, startedAt, ...named }: StepAttempt): void {
      if (!table.get(keyOf(named))) create({ ...named, op, status: 'Queued', startedAt })
      const step = table.get(keyOf(named))
      if (!step || step.settledAs !== null) return
      const attempts = step.attempts + 1
      table.save({
        ...step,
        op,
        status: 'Retrying',
        attempts,
        startedAt: step.startedAt ?? startedAt,
        error: error ?? null,
      })
    },
    /** The first memo stays: the function has already been told. */
    settle({ error, memo, status, endedAt, ...named }: StepEnd): boolean {
      const step = table.get(keyOf(named))
      if (!step || step.settledAs !== null) return false
      const settledAs = settled(ofRun.list(named.runId)).length
      table.save({ ...step, status, memo, endedAt, error: error ?? step.error, settledAs })
      return true
    },
    countSettled: (runId: string) => settled(ofRun.list(runId)).length,
    /** In the order they were settled. */
    memos: (runId: string): Pick<Step, 'id' | 'memo'>[] =>
      settled(ofRun.list(runId)).toSorted((a, b) => Number(a.settledAs) - Number(b.settledAs)),
    /** In the order the app reported them. */
    list: (runId: string): Step[] => ofRun.list(runId).toSorted((a, b) => a.order - b.order),
    removeOfRun: (runId: string) => ofRun.list(runId).forEach((step) => table.remove(keyOf(step))),
  }
}

function settled(steps: readonly Step[]): Step[] {
  return steps.filter(({ settledAs }) => settledAs !== null)
}

function keyOf({ runId, id }: Pick<Step, 'runId' | 'id'>): string {
  return `${runId} ${id}`
}
