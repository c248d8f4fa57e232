import type { EngineContext } from '../context.ts'
import { appError } from '../execution/read-answer.ts'
import { finishRun } from './finish-run.ts'
import { getRun } from './get-run.ts'

const CANCELLED = { status: 'Cancelled', error: appError('function cancelled') } as const

/** False when it has ended already. Throws when there is no such run. Call it inside a transaction. */
export function cancelRun(context: EngineContext, runId: string): boolean {
  const run = getRun(context, runId)
  if (run.status !== 'Running') return false
  finishRun(context, run, CANCELLED)
  return true
}
