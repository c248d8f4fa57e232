import type { NewEvent, StoredEvent } from './event.ts'

const INVOKED = 'inngest/function.invoked'

export interface InvocationPayload {
  data?: Record<string, unknown>
  v?: string
}

/** What `step.invoke` sends: it starts one function, and says which step, if any, waits for the end of that run. */
export function invocationEvent(
  functionId: string,
  waiting: { runId: string; stepId: string } | null,
  { data, v }: InvocationPayload,
): NewEvent {
  const correlation = waiting && { correlation_id: `${waiting.runId}.${waiting.stepId}` }
  const _inngest = { fn_id: functionId, ...correlation }
  return { name: INVOKED, data: { ...data, _inngest }, ...(v && { v }) }
}

/** `undefined` unless the event invokes this very function. Nobody but the engine may send one of this name. */
export function invocationOf({ name, data }: StoredEvent, functionId: string) {
  if (name !== INVOKED || data === null) return undefined
  const { fn_id, correlation_id } = data['_inngest'] as { fn_id: string; correlation_id?: string }
  if (fn_id !== functionId) return undefined
  const [runId = '', stepId = ''] = correlation_id?.split('.') ?? []
  return { correlationId: correlation_id ?? null, runId, stepId }
}
