import { parseDuration } from '../execution/parse-duration.ts'
import type { RunReport, StepReport } from '../reports/run-report.ts'
import { type Outcome, outcome } from './outcome.ts'

const TIMER_MS = 1000

export function toHaveSlept(run: RunReport, duration: string): Outcome {
  const wanted = parseDuration(duration)
  const isMeant = (ms: number) => ms >= wanted && ms < wanted + TIMER_MS
  return outcome(run, run.steps.flatMap(sleptMs).some(isMeant), `have slept ${duration}`)
}

function sleptMs({ op, status, started_at, ended_at }: StepReport): number[] {
  if (op !== 'Sleep' || status !== 'Completed' || !started_at || !ended_at) return []
  return [Date.parse(ended_at) - Date.parse(started_at)]
}
