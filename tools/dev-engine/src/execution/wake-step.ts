import type { EngineContext } from '../context.ts'
import type { WakeJob } from '../store/jobs.ts'
import { endWait, type WaitEnd } from './end-wait.ts'

const INVOKE_TIMEOUT = {
  name: 'InngestInvokeTimeoutError',
  message: 'Timed out waiting for invoked function to complete',
}

/** Ends a sleep that is over or a wait whose time is up. Call it inside a transaction. */
export function wakeStep(context: EngineContext, { runId, stepId }: WakeJob): void {
  const step = context.store.steps.find(runId, stepId)
  if (step) endWait(context, runId, stepId, endOf(step.op))
}

function endOf(op: string): WaitEnd {
  if (op === 'InvokeFunction') return { status: 'Failed', error: INVOKE_TIMEOUT }
  return { status: 'Completed', memo: null }
}
