import type { EngineContext } from '../context.ts'
import { invocationEvent } from '../events/invocation.ts'
import { NotFound } from '../not-found.ts'
import { acceptEvent } from './accept-event.ts'

export interface Invoked {
  eventId: string
  /** `null` when flow control kept the run from starting. */
  runId: string | null
}

/** As `step.invoke` does, but nobody waits for the end. Call it inside a transaction. */
export function invokeFunction(
  context: EngineContext,
  functionId: string,
  data: Record<string, unknown>,
): Invoked {
  if (!context.registry.find(functionId)) throw new NotFound(`function ${functionId}`)
  const eventId = acceptEvent(context, invocationEvent(functionId, null, { data }))
  const run = context.store.runs.listOfEvent(eventId).find((started) => started.functionId === functionId)
  return { eventId, runId: run?.runId ?? null }
}
