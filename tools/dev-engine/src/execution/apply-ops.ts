import type { EngineContext } from '../context.ts'
import { finishRun } from '../runs/finish-run.ts'
import type { Run } from '../store/runs.ts'
import type { Answer, Op } from './answer.ts'
import type { Call } from './apply-answer.ts'
import { applyOp } from './apply-op.ts'
import { continueRun } from './continue-run.ts'
import { DISCOVERY } from './discovery.ts'
import { findRefusal } from './find-refusal.ts'
import { growState } from './grow-state.ts'
import { appError } from './read-answer.ts'
import { recordStep } from './record-step.ts'

const COMPLETE = 'RunComplete'
const ATTEMPTED = ['StepRun', 'StepError', 'StepFailed']

export interface Reported extends Call {
  run: Run
  answer: Extract<Answer, { kind: 'ops' }>
  /** One of the operations is in a race: then the run goes on after each of them. */
  isRace: boolean
  /** False when no attempt is left. */
  retry: () => boolean
}

export function applyOps(context: EngineContext, reported: Reported): void {
  const { run, job, answer } = reported
  const error = findRefusal(context, answer.ops) ?? growState(context, run, answer)
  if (error) {
    finishRun(context, run, { status: 'Failed', error })
    return
  }

  const complete = answer.ops.find(({ op }) => op === COMPLETE)
  const effects = answer.ops.filter((op) => op !== complete).map((op) => applyOp(context, reported, op))
  if (complete) {
    finishRun(context, run, { status: 'Completed', output: complete.data })
    return
  }
  if (effects.includes('retrying')) return
  context.store.jobs.remove(job.id)

  // Each of them is known already and none is under way: asking again would give the same answer for ever.
  const isStuck =
    effects.every((effect) => effect === 'known') && context.store.jobs.countOfRun(run.runId) === 0
  if (isStuck && job.stepId === DISCOVERY) {
    const error = appError('the app reported only steps that have already been settled')
    finishRun(context, run, { status: 'Failed', error })
    return
  }
  continueRun(context, job)
}

/** For a run that has ended meanwhile: what its app did is written down, and nothing follows from it. */
export function recordOps(context: EngineContext, { startedAt }: Call, run: Run, ops: readonly Op[]): void {
  for (const op of ops) {
    if (ATTEMPTED.includes(op.op)) recordStep(context, { run, op, startedAt })
  }
}
