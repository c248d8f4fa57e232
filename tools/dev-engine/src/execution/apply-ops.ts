import type { EngineContext } from '../context.ts'
import { finishRun } from '../runs/finish-run.ts'
import type { Run } from '../store/runs.ts'
import type { Answer, Op } from './answer.ts'
import type { Call } from './apply-answer.ts'
import { applyOp } from './apply-op.ts'
import { continueRun } from './continue-run.ts'
import { appError } from './read-answer.ts'
import { DISCOVERY } from './discovery.ts'
import { nameOf } from './name-of.ts'
import { checkWait } from './wait-for-event.ts'

const ATTEMPTED = ['StepRun', 'StepError', 'StepFailed']
const SUPPORTED = new Set([...ATTEMPTED, 'StepPlanned', 'Sleep', 'WaitForEvent', 'InvokeFunction'])

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
  const [refusal] = answer.ops.flatMap(refusalsOf)
  if (refusal) {
    finishRun(context, run, { status: 'Failed', error: appError(refusal) })
    return
  }

  const effects = answer.ops.map((op) => applyOp(context, reported, op))
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
export function recordOps(context: EngineContext, reported: Reported): void {
  for (const op of reported.answer.ops) {
    if (ATTEMPTED.includes(op.op)) applyOp(context, reported, op)
  }
}

function refusalsOf(op: Op): string[] {
  try {
    if (!SUPPORTED.has(op.op)) throw new Error(`operation ${op.op} is not supported by dev-engine yet`)
    if (op.op === 'WaitForEvent') checkWait(op)
    return []
  } catch (error) {
    return [`step ${nameOf(op)}: ${error instanceof Error ? error.message : String(error)}`]
  }
}
