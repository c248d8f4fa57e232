import type { RunReport } from '../reports/run-report.ts'
import { type Outcome, outcome } from './outcome.ts'

interface Equals {
  equals(a: unknown, b: unknown): boolean
}

export function toHaveCompleted(this: Equals, run: RunReport, ...wanted: [output?: unknown]): Outcome {
  const isCompleted = run.status === 'Completed'
  if (wanted.length === 0) return outcome(run, isCompleted, 'have completed')
  const [output] = wanted
  const pass = isCompleted && this.equals(run.output, output)
  const { message } = outcome(run, pass, `have completed with ${JSON.stringify(output)}`)
  return { pass, message, actual: run.output, expected: output }
}
