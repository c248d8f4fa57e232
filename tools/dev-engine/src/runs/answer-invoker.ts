import type { EngineContext } from '../context.ts'
import { invocationOf } from '../events/invocation.ts'
import type { StoredEvent } from '../events/event.ts'
import { endWait, type WaitEnd } from '../execution/end-wait.ts'
import type { RunOutcome } from './finish-run.ts'

/** Tells the step that invoked this function, if one did and still waits for it. */
export function answerInvoker(
  context: EngineContext,
  functionId: string,
  event: StoredEvent,
  outcome: RunOutcome,
): void {
  const invocation = invocationOf(event, functionId)
  if (invocation) endWait(context, invocation.runId, invocation.stepId, endOf(outcome))
}

function endOf(outcome: RunOutcome): WaitEnd {
  if (outcome.status === 'Completed') return { status: 'Completed', memo: { data: outcome.output } }
  return { status: 'Failed', error: outcome.error }
}
