import type { RunReport } from '../reports/run-report.ts'
import { type Outcome, outcome } from './outcome.ts'

export function toHaveRunSteps(run: RunReport, names: readonly string[]): Outcome {
  const settled = run.steps.filter(({ status }) => status === 'Completed' || status === 'Failed')
  const actual = settled.map(({ name }) => name)
  const pass = actual.length === names.length && actual.every((name, index) => name === names[index])
  const { message } = outcome(run, pass, `have run the steps ${names.join(', ') || '(none)'}`)
  return { pass, message, actual, expected: names }
}
