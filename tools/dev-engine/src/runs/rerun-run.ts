import type { EngineContext } from '../context.ts'
import { NotFound } from '../not-found.ts'
import { getRun } from './get-run.ts'
import { openRun } from './open-run.ts'

/** A new run of the same function for the same events; no key or limit keeps it. Call it inside a transaction. */
export function rerunRun(context: EngineContext, runId: string): string {
  const { functionId, eventIds, isBatch } = getRun(context, runId)
  const found = context.registry.find(functionId)
  if (!found) throw new NotFound(`function ${functionId}`)
  const events = eventIds.map((id) => context.store.events.get(id))
  return openRun(context, found.fn, events, { singletonKey: null, isBatch })
}
