import type { EngineContext } from '../context.ts'
import type { NewEvent, StoredEvent } from '../events/event.ts'
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
  if (run.singletonKey !== null) store.singletons.release(run.singletonKey, runId)
  announce(context, run, outcome)

  const level = status === 'Failed' ? 'error' : 'info'
  const message = { Completed: 'run finished', Failed: 'run failed', Cancelled: 'run cancelled' }[status]
  log({ level, message, run_id: runId, function_id: functionId })
}

function announce(context: EngineContext, run: Run, outcome: RunOutcome): void {
  const { events } = context.store
  const started = run.eventIds.map((id) => events.get(id))
  for (const event of started) {
    const [finished, ...others] = announcements(run, outcome, event, started)
    if (!finished) continue
    const finishedId = acceptEvent(context, finished)
    // On the server, whoever invoked a run that was cancelled gets this event for a result, and no error.
    const end =
      outcome.status === 'Cancelled'
        ? { status: 'Completed' as const, output: appEvent(events.get(finishedId)) }
        : outcome
    answerInvoker(context, run.functionId, event, end)
    for (const other of others) acceptEvent(context, other)
  }
}

/** For the first event of a batch, and for every other that a step waits behind. */
function announcements(
  { runId, functionId }: Run,
  outcome: RunOutcome,
  event: StoredEvent,
  events: readonly StoredEvent[],
): NewEvent[] {
  // Handlers of these two events would otherwise announce themselves for ever.
  if (event.name === FAILED || event.name === FINISHED) return []
  const correlation_id = invocationOf(event, functionId)?.correlationId
  if (event !== events[0] && !correlation_id) return []

  const data = {
    function_id: functionId,
    run_id: runId,
    event: appEvent(event),
    events: events.map(appEvent),
    ...outcomeOf(outcome),
    ...(correlation_id && { correlation_id }),
    _inngest: { status: outcome.status },
  }
  // The server gives these the id of the run, so that whoever hears them starts once.
  return [
    { name: FINISHED, data },
    ...(outcome.status === 'Failed' ? [{ id: runId, name: FAILED, data }] : []),
    ...(outcome.status === 'Cancelled' ? [{ id: runId, name: CANCELLED, data }] : []),
  ]
}

/** On the server, what a failed run gives is its error as well, and a cancelled one gives nothing. */
function outcomeOf(outcome: RunOutcome): { result?: unknown; error?: unknown } {
  if (outcome.status === 'Completed') return { result: outcome.output }
  if (outcome.status === 'Failed') return { error: outcome.error, result: outcome.error }
  return {}
}
