import { log } from '@repo/worker-kit/log'
import type { Bindings } from '../context.ts'
import { sendEvents } from '../engine.ts'

/** Asks for an erasure's function. Where Inngest does not answer the watch asks again: the row in D1 stays until it is done. */
export async function startErasure(env: Bindings, erasureId: string): Promise<void> {
  const event = { id: `erasure:${erasureId}`, name: 'ops/erasure.requested', data: { erasureId } }
  const sent = await sendEvents(env, [event])
  if (sent.kind !== 'accepted') log.warn('an erasure waits for Inngest', { error: new Error(sent.reason) })
}
