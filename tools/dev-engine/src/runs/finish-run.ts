import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import type { RunRow } from '../store/runs.ts'
import { acceptEvent } from './accept-event.ts'
import { appEvent } from './app-event.ts'

const FAILED = 'inngest/function.failed'
const FINISHED = 'inngest/function.finished'

export type RunOutcome = { status: 'Completed'; output: unknown } | { status: 'Failed'; error: unknown }

/** Call it inside a transaction: the end of a run and what it announces belong together. */
export function finishRun(context: EngineContext, run: RunRow, outcome: RunOutcome): void {
  const { store, clock, log } = context
  const { runId, functionId } = run
  const output = outcome.status === 'Completed' ? outcome.output : outcome.error
  store.runs.end({ runId, status: outcome.status, output, endedAt: clock.now() })
  store.jobs.removeOfRun(runId)
  announce(context, run, outcome, store.events.get(run.eventId))

  const hasFailed = outcome.status === 'Failed'
  const level = hasFailed ? 'error' : 'info'
  log({ level, message: hasFailed ? 'run failed' : 'run finished', run_id: runId, function_id: functionId })
}

function announce(context: EngineContext, run: RunRow, outcome: RunOutcome, event: StoredEvent): void {
  // Handlers of these two events would otherwise announce themselves for ever.
  if (event.name === FAILED || event.name === FINISHED) return

  const data = {
    function_id: run.functionId,
    run_id: run.runId,
    event: appEvent(event),
    events: [appEvent(event)],
    ...(outcome.status === 'Completed' ? { result: outcome.output } : { error: outcome.error }),
    _inngest: { status: outcome.status },
  }
  acceptEvent(context, { name: FINISHED, data })
  if (outcome.status === 'Failed') acceptEvent(context, { name: FAILED, data })
}
