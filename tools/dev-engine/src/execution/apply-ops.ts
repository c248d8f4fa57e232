import type { EngineContext } from '../context.ts'
import { finishRun } from '../runs/finish-run.ts'
import type { RunRow } from '../store/runs.ts'
import type { Answer, Op } from './answer.ts'
import type { Call } from './apply-answer.ts'
import { applyOp } from './apply-op.ts'
import { continueRun } from './continue-run.ts'
import { appError } from './read-answer.ts'
import { DISCOVERY } from './discovery.ts'

const SUPPORTED = new Set(['StepRun', 'StepError', 'StepFailed', 'StepPlanned', 'Sleep'])

export interface Reported extends Call {
  run: RunRow
  answer: Extract<Answer, { kind: 'ops' }>
  /** 1 when one of the operations is in a race: then the run goes on after each of them. */
  isRace: 0 | 1
  /** False when no attempt is left. */
  retry: () => boolean
}

export function applyOps(context: EngineContext, reported: Reported): void {
  const { run, job, answer } = reported
  const unsupported = answer.ops.find(({ op }) => !SUPPORTED.has(op))
  if (unsupported) {
    finishRun(context, run, { status: 'Failed', error: appError(refusalOf(unsupported)) })
    return
  }

  const effects = answer.ops.map((op) => applyOp(context, reported, op))
  if (effects.includes('retrying')) return
  context.store.jobs.remove(job.id)

  // Each of them is known already and none is under way: asking again would give the same answer for ever.
  const isStuck =
    effects.every((effect) => effect === 'known') && context.store.jobs.listOfRun(run.runId).length === 0
  if (isStuck && job.stepId === DISCOVERY) {
    const error = appError('the app reported only steps that have already been settled')
    finishRun(context, run, { status: 'Failed', error })
    return
  }
  continueRun(context, job)
}

function refusalOf({ op, displayName, id }: Op): string {
  return `step ${displayName ?? id}: operation ${op} is not supported by dev-engine yet`
}
