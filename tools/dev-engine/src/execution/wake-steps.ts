import type { EngineContext } from '../context.ts'
import { endWait, type WaitEnd } from './end-wait.ts'

const INVOKE_TIMEOUT = {
  name: 'InngestInvokeTimeoutError',
  message: 'Timed out waiting for invoked function to complete',
}

/** Ends every sleep that is over and every wait whose time is up. */
export function wakeSteps(context: EngineContext, now: number): void {
  const { store } = context
  for (const { runId, stepId, op } of store.jobs.dueWakes(now)) {
    store.transaction(() => endWait(context, runId, stepId, endOf(op)))
  }
}

function endOf(op: string): WaitEnd {
  if (op === 'InvokeFunction') return { status: 'Failed', error: INVOKE_TIMEOUT }
  return { status: 'Completed', memo: null }
}
