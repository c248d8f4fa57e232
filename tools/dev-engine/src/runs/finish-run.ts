import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import { invocationOf } from '../events/invocation.ts'
import type { Run } from '../store/runs.ts'
import { acceptEvent } from './accept-event.ts'
import { answerInvoker } from './answer-invoker.ts'
import { appEvent } from './app-event.ts'

const FINISHED = 'inngest/function.finished'
const FAILED = 'inngest/function.failed'
const CANCELLED = 'inngest/function.cancelled'

export type RunOutcome =
  | { status: 'Completed'; output: unknown }
  | { status: 'Failed' | 'Cancelled'; error: unknown }

/** Call it inside a transaction: the end of a run, who waits for it and what it announces belong together. */
export function finishRun(context: EngineContext, run: Run, outcome: RunOutcome): void {
  const { store, clock, log } = context
  const { runId, functionId } = run
  const { status } = outcome
  const output = status === 'Completed' ? outcome.output : outcome.error
  store.runs.end({ runId, status, output, endedAt: clock.now() })
  store.jobs.removeOfRun(runId)
  store.listeners.removeOfRun(runId)
  const event = store.events.get(run.eventId)
  answerInvoker(context, functionId, event, outcome)
  announce(context, run, outcome, event)

  const level = status === 'Failed' ? 'error' : 'info'
  const message = { Completed: 'run finished', Failed: 'run failed', Cancelled: 'run cancelled' }[status]
  log({ level, message, run_id: runId, function_id: functionId })
}

function announce(context: EngineContext, run: Run, outcome: RunOutcome, event: StoredEvent): void {
  // Handlers of these two events would otherwise announce themselves for ever.
  if (event.name === FAILED || event.name === FINISHED) return

  const invocation = invocationOf(event, run.functionId)
  const data = {
    function_id: run.functionId,
    run_id: run.runId,
    event: appEvent(event),
    events: [appEvent(event)],
    ...(outcome.status === 'Completed' ? { result: outcome.output } : { error: outcome.error }),
    ...(invocation?.correlationId && { correlation_id: invocation.correlationId }),
    _inngest: { status: outcome.status },
  }
  acceptEvent(context, { name: FINISHED, data })
  if (outcome.status === 'Failed') acceptEvent(context, { name: FAILED, data })
  if (outcome.status === 'Cancelled') acceptEvent(context, { name: CANCELLED, data })
}
