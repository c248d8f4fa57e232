import type { RunReport, StepReport } from '../reports/run-report.ts'

const WIDEST_STATUS = 'Completed'.length

/** One line. */
export function describeRun({
  run_id,
  function_id,
  status,
  executions,
  run_started_at,
  output,
}: RunReport): string {
  const parts = [
    run_id,
    status.padEnd(WIDEST_STATUS),
    function_id,
    run_started_at,
    `${executions} executions`,
  ]
  return [...parts, ...(status === 'Failed' ? [messageOf(output)] : [])].join('  ')
}

/** A line for each step, in the order in which the app reported them. */
export function describeSteps({ steps, status, output }: RunReport): string[] {
  const lines = steps.map(describeStep)
  return status === 'Completed' ? [...lines, `  output ${JSON.stringify(output)}`] : lines
}

function describeStep({ name, op, status, attempts, error }: StepReport): string {
  const tries = attempts > 1 ? `, ${attempts} attempts` : ''
  const reason = error === undefined ? '' : `, ${messageOf(error)}`
  return `  ${status.padEnd(WIDEST_STATUS)}  ${name} (${op}${tries}${reason})`
}

function messageOf(error: unknown): string {
  const isError = typeof error === 'object' && error !== null && 'message' in error
  return isError ? String(error.message) : JSON.stringify(error)
}
