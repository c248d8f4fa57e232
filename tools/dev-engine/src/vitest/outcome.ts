import type { RunReport } from '../reports/run-report.ts'
import { describeRun } from './describe-run.ts'

export interface Outcome {
  pass: boolean
  message: () => string
  actual?: unknown
  expected?: unknown
}

/** `claim` completes "expected the run to …"; under `not`, "… not to …". */
export function outcome(run: RunReport, pass: boolean, claim: string): Outcome {
  const not = pass ? 'not ' : ''
  return { pass, message: () => `expected the run ${not}to ${claim}; it is\n\n${describeRun(run)}` }
}
