import type { EngineContext } from '../context.ts'
import type { Run } from '../store/runs.ts'
import type { Op } from './answer.ts'
import { limits } from './limits.ts'
import type { AppError } from './read-answer.ts'
import { serverError } from './server-error.ts'
import { sizeOf } from './size-of.ts'

/**
 * Adds an answer to the size of the run's state; an error when that is too large. What is counted is the answer
 * as it came, which is a little more than its outputs; only near the limit they are measured.
 */
export function growState(
  { store }: EngineContext,
  run: Run,
  { bytes, ops }: { bytes: number; ops: readonly Op[] },
): AppError | undefined {
  const stateBytes = run.stateBytes + bytes
  if (stateBytes <= limits.stateBytes) {
    store.runs.setStateBytes(run.runId, stateBytes)
    return undefined
  }
  const settled = store.steps.memos(run.runId).reduce((sum, { memo }) => sum + sizeOf(memo), 0)
  const measured = settled + ops.reduce((sum, { data }) => sum + sizeOf(data), 0)
  store.runs.setStateBytes(run.runId, measured)
  if (measured <= limits.stateBytes) return undefined
  return serverError(
    'InngestErrStateOverflowed',
    `The function run exceeded the state size limit of ${limits.stateBytes} bytes.`,
  )
}
