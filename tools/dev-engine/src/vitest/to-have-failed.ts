import type { RunReport } from '../reports/run-report.ts'
import { messageOf } from './describe-run.ts'
import { type Outcome, outcome } from './outcome.ts'

export function toHaveFailed(run: RunReport, message?: string | RegExp): Outcome {
  const isFailed = run.status === 'Failed'
  if (message === undefined) return outcome(run, isFailed, 'have failed')
  const failure = messageOf(run.output)
  const isMeant = typeof message === 'string' ? failure.includes(message) : message.test(failure)
  return outcome(run, isFailed && isMeant, `have failed with ${String(message)}`)
}
