import type { EngineContext } from '../context.ts'
import type { Op } from './answer.ts'
import type { Reported } from './apply-ops.ts'
import { invokeStep } from './invoke-step.ts'
import { momentOf } from './moment-of.ts'
import { nameOf } from './name-of.ts'
import { openWait } from './open-wait.ts'
import { queueCall } from './queue-call.ts'
import { recordAttempt, settleStep } from './record-step.ts'
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
      return attempt(context, reported, op)
  }
}

function sleep(context: EngineContext, reported: Reported, op: Op): Effect {
  const until = momentOf(op.name ?? '', context.clock.now())
  return openWait(context, reported, op, { status: 'Sleeping', until }) ? 'opened' : 'known'
}

function plan(context: EngineContext, { run, isRace }: Reported, op: Op): Effect {
  const { store, clock } = context
  const step = { runId: run.runId, id: op.id, name: nameOf(op), op: op.op }
  if (!store.steps.open({ ...step, status: 'Queued', startedAt: null })) return 'known'
  queueCall(context, { runId: run.runId, stepId: op.id, attempt: 0, isRace, dueAt: clock.now() })
  return 'opened'
}

function attempt(context: EngineContext, { run, startedAt, retry }: Reported, op: Op): Effect {
  recordAttempt(context, { run, op, startedAt })
  if (op.op === 'StepError' && retry()) return 'retrying'
  return settleStep(context, { run, op }) ? 'settled' : 'known'
}
