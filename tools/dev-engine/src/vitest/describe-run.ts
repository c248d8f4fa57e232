import type { RunReport, StepReport } from '../reports/run-report.ts'
import { describeDuration } from './describe-duration.ts'

/** A run for a person's eyes: what became of it, and a line for each step. */
export function describeRun({ function_id, run_id, status, output, executions, steps }: RunReport): string {
  const reason = status === 'Failed' || status === 'Cancelled' ? `: ${messageOf(output)}` : ''
  const width = Math.max(...steps.map(({ name }) => name.length), 0)
  const lines = steps.map((step) => `  ${step.name.padEnd(width)}  ${describeStep(step)}`)
  const head = `${function_id} ${run_id}: ${status}${reason} (${executions} executions)`
  return [head, ...(lines.length > 0 ? lines : ['  no steps'])].join('\n')
}

function describeStep({ op, status, attempts, error, started_at, ended_at }: StepReport): string {
  const tries = attempts > 1 ? ` in attempt ${attempts}` : ''
  const slept =
    op === 'Sleep' && started_at && ended_at ? ` after ${describeDuration(started_at, ended_at)}` : ''
  const reason = error === undefined ? '' : `, ${messageOf(error)}`
  return `${op} ${status}${tries}${slept}${reason}`
}

/** Of an error in the shape that the SDK gives it. */
export function messageOf(error: unknown): string {
  const isError = typeof error === 'object' && error !== null && 'message' in error
  return isError ? String(error.message) : JSON.stringify(error)
}
