import type { Bindings } from '../context.ts'
import type { StoredDelivery } from './stored-delivery.ts'

/** The stored bytes of a delivery, wherever they lie; null where they are gone. */
export async function findBody(
  env: Bindings,
  { body, bodyRef }: Pick<StoredDelivery, 'body' | 'bodyRef'>,
): Promise<ArrayBuffer | null> {
  if (body || bodyRef === null) return body
  const object = await env.BODIES.get(bodyRef)
  return object && object.arrayBuffer()
}
