import type { EngineContext } from '../context.ts'
import { InvalidRequest } from '../invalid-request.ts'
import { getRun } from '../runs/get-run.ts'
import type { Op } from './answer.ts'
import { growState } from './grow-state.ts'
import { limits } from './limits.ts'
import { nameOf } from './name-of.ts'
import { recordStep } from './record-step.ts'
import { sizeOf } from './size-of.ts'

const NANOSECONDS_A_MS = 1e6

export interface Checkpoint {
  runId: string
  /** The job whose call is going on, as the call named it. */
  jobId: number
  /** The start of the engine that made the call. */
  generation: number
  ops: readonly Op[]
  /** How large the request was. */
  bytes: number
}

export class StateTooLarge extends Error {
  override readonly name = 'StateTooLarge'
}

/**
 * Writes down what a call has done so far, while it goes on. False when its app is to stop: the run has ended,
 * or somebody else does this job by now. Call it inside a transaction.
 */
export function checkpointSteps(context: EngineContext, checkpoint: Checkpoint): boolean {
  const { runId, jobId, generation, ops, bytes } = checkpoint
  const { store, clock } = context
  const run = getRun(context, runId)
  for (const { op } of ops) {
    if (op !== 'StepRun') throw new InvalidRequest(`operation ${op} cannot be checkpointed`)
  }
  if (generation !== store.start) return false

  const large = ops.find(
    ({ data }) => bytes > limits.stepOutputBytes && sizeOf(data) > limits.stepOutputBytes,
  )
  if (large) throw new StateTooLarge(`step ${nameOf(large)}: step output size is greater than the limit`)
  const overflow = growState(context, run, { bytes, ops })
  if (overflow) throw new StateTooLarge(overflow.message)

  const now = clock.now()
  for (const op of ops) {
    const startedAt = now - Math.round((op.timing?.b ?? 0) / NANOSECONDS_A_MS)
    recordStep(context, { run, op, startedAt })
  }
  const job = store.jobs.findCall(jobId)
  if (run.status !== 'Running' || job?.runId !== runId) return false
  // What follows is another step, with all its attempts.
  if (job.attempt > 0) store.jobs.replace({ ...job, attempt: 0 })
  return true
}
