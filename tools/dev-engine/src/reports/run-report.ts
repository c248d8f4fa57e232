import type { RunRow } from '../store/runs.ts'
import type { StepRow } from '../store/steps.ts'
import { isoTime } from './iso-time.ts'

export type RunStatus = 'Running' | 'Completed' | 'Failed' | 'Cancelled'

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
  function_id: string
  steps: StepReport[]
  executions: number
}

export function runReport(run: RunRow, steps: readonly StepRow[]): RunReport {
  return {
    run_id: run.runId,
    run_started_at: isoTime(run.startedAt),
    ended_at: isoTime(run.endedAt),
    status: run.status,
    output: run.output === null ? null : JSON.parse(run.output),
    event_id: run.eventId,
    function_id: run.functionId,
    steps: steps.map(stepReport),
    executions: run.executions,
  }
}

function stepReport(step: StepRow): StepReport {
  return {
    id: step.id,
    name: step.name,
    op: step.op,
    status: step.status,
    attempts: step.attempts,
    started_at: isoTime(step.startedAt),
    ended_at: isoTime(step.endedAt),
    ...(step.error !== null && { error: JSON.parse(step.error) }),
  }
}
