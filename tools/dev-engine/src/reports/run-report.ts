import type { Run } from '../store/runs.ts'
import type { Step } from '../store/steps.ts'
import { isoTime } from './iso-time.ts'

export const runStatuses = ['Running', 'Completed', 'Failed', 'Cancelled'] as const

export type RunStatus = (typeof runStatuses)[number]

export interface StepReport {
  id: string
  name: string
  op: string
  status: 'Queued' | 'Sleeping' | 'Waiting' | 'Retrying' | 'Completed' | 'Failed'
  attempts: number
  started_at: string | null
  ended_at: string | null
  error?: unknown
}

export interface RunReport {
  run_id: string
  run_started_at: string
  ended_at: string | null
  status: RunStatus
  output: unknown
  event_id: string
  /** Of a batch, all of them. */
  event_ids?: readonly string[]
  function_id: string
  steps: StepReport[]
  executions: number
}

export function runReport(run: Run, steps: readonly Step[]): RunReport {
  return {
    run_id: run.runId,
    run_started_at: isoTime(run.startedAt),
    ended_at: isoTime(run.endedAt),
    status: run.status,
    output: run.output,
    event_id: run.eventIds[0] ?? '',
    ...(run.isBatch && { event_ids: run.eventIds }),
    function_id: run.functionId,
    steps: steps.map(stepReport),
    executions: run.executions,
  }
}

function stepReport(step: Step): StepReport {
  return {
    id: step.id,
    name: step.name,
    op: step.op,
    status: step.status,
    attempts: step.attempts,
    started_at: isoTime(step.startedAt),
    ended_at: isoTime(step.endedAt),
    ...(step.error !== null && { error: step.error }),
  }
}
