import type { EngineContext } from '../context.ts'
import { NotFound } from '../not-found.ts'
import { getRun } from './get-run.ts'
import { openRun } from './open-run.ts'

/** A new run of the same function for the same event; no key or limit keeps it. Call it inside a transaction. */
export function rerunRun(context: EngineContext, runId: string): string {
  const { functionId, eventId } = getRun(context, runId)
  const found = context.registry.find(functionId)
  if (!found) throw new NotFound(`function ${functionId}`)
  return openRun(context, found.fn, context.store.events.get(eventId))
}
