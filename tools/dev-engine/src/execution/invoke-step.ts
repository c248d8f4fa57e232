import type { EngineContext } from '../context.ts'
import { invocationEvent } from '../events/invocation.ts'
import { acceptEvent } from '../runs/accept-event.ts'
import type { Effect } from './apply-op.ts'
import type { Op } from './answer.ts'
import type { Reported } from './apply-ops.ts'
import { endWait } from './end-wait.ts'
import { momentOf } from './moment-of.ts'
import { openWait } from './open-wait.ts'
import { appError } from './read-answer.ts'

const YEAR = '365d'

/** Throws on a timeout that is no moment. */
export function checkInvocation({ opts }: Op, now: number): void {
  const until = momentOf(opts?.timeout || YEAR, now)
  if (Number.isNaN(new Date(until).getTime())) throw new Error(`timeout ${opts?.timeout} is beyond all dates`)
}

/** The end of the run that it starts ends the step; one that takes longer than the timeout goes on alone. */
export function invokeStep(context: EngineContext, reported: Reported, op: Op): Effect {
  const { function_id: functionId = '', payload = {}, timeout } = op.opts ?? {}
  const until = momentOf(timeout || YEAR, context.clock.now())
  if (!openWait(context, reported, op, { status: 'Waiting', until })) return 'known'

  const { runId } = reported.run
  if (context.registry.find(functionId)) {
    acceptEvent(context, invocationEvent(functionId, { runId, stepId: op.id }, payload))
  } else {
    const error = appError(`could not find function with ID: ${functionId}`)
    endWait(context, runId, op.id, { status: 'Failed', error })
  }
  return 'opened'
}
