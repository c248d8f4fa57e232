import { matchesCel } from '../cel/matches-cel.ts'
import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import { endWait } from '../execution/end-wait.ts'
import { appEvent } from './app-event.ts'
import type { Run } from '../store/runs.ts'
import { cancelRun } from './cancel-run.ts'

/** Ends the waits for this event and cancels the runs it is to cancel. Call it inside a transaction. */
export function hearEvent(context: EngineContext, event: StoredEvent): void {
  const { store } = context
  for (const { id, runId, stepId, expression } of store.listeners.listOfEvent(event)) {
    const run = store.runs.find(runId)
    if (!run) continue
    if (expression && !matchesCel(expression, firstEventOf(context, run), event)) continue
    // What an earlier listener did may have ended this one's run.
    if (!store.listeners.take(id)) continue

    if (stepId === null) cancelRun(context, runId)
    else endWait(context, runId, stepId, { status: 'Completed', memo: appEvent(event) })
  }
}

/** What an expression calls `event`: on the server too, the first of a batch stands for all of it. */
function firstEventOf({ store }: EngineContext, { eventIds }: Run): StoredEvent {
  return store.events.get(eventIds[0] ?? '')
}
