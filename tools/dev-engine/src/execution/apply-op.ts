import type { EngineContext } from '../context.ts'
import type { Op } from './answer.ts'
import type { Reported } from './apply-ops.ts'
import { invokeStep } from './invoke-step.ts'
import { momentOf } from './moment-of.ts'
import { nameOf } from './name-of.ts'
import { openWait } from './open-wait.ts'
import { waitForEvent } from './wait-for-event.ts'

export type Effect = 'settled' | 'opened' | 'retrying' | 'known'

export function applyOp(context: EngineContext, reported: Reported, op: Op): Effect {
  switch (op.op) {
    case 'Sleep':
      return sleep(context, reported, op)
    case 'WaitForEvent':
      return waitForEvent(context, reported, op)
    case 'InvokeFunction':
      return invokeStep(context, reported, op)
    case 'StepPlanned':
      return plan(context, reported, op)
    default:
      return recordAttempt(context, reported, op)
  }
}

function sleep(context: EngineContext, reported: Reported, op: Op): Effect {
  const until = momentOf(op.name ?? '', context.clock.now())
  return openWait(context, reported, op, { status: 'Sleeping', until }) ? 'opened' : 'known'
}

function plan({ store, clock }: EngineContext, { run, isRace }: Reported, op: Op): Effect {
  const step = { runId: run.runId, id: op.id, name: nameOf(op), op: op.op }
  if (!store.steps.open({ ...step, status: 'Queued', startedAt: null })) return 'known'
  store.jobs.save({ kind: 'call', runId: run.runId, stepId: op.id, attempt: 0, isRace, dueAt: clock.now() })
  return 'opened'
}

function recordAttempt({ store, clock }: EngineContext, { run, startedAt, retry }: Reported, op: Op): Effect {
  const step = { runId: run.runId, id: op.id }
  store.runs.countExecution(run.runId)
  store.steps.attempt({ ...step, name: nameOf(op), op: op.op, startedAt, error: op.error })
  if (op.op === 'StepError' && retry()) return 'retrying'

  const hasFailed = op.op !== 'StepRun'
  const status = hasFailed ? 'Failed' : 'Completed'
  const memo = hasFailed ? { error: op.error } : { data: op.data ?? null }
  return store.steps.settle({ ...step, status, memo, endedAt: clock.now() }) ? 'settled' : 'known'
}
