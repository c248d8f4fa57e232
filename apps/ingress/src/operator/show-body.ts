import type { Bindings } from '../context.ts'
import type { StoredDelivery } from '../inbox/delivery-store.ts'

/** The stored bytes, wherever they lie; null where they are gone. */
export async function findBody(
  env: Bindings,
  { body, bodyRef }: Pick<StoredDelivery, 'body' | 'bodyRef'>,
): Promise<ArrayBuffer | null> {
  if (body || bodyRef === null) return body
  const object = await env.BODIES.get(bodyRef)
  return object && object.arrayBuffer()
}

/** As text where the bytes are exactly that, else in base64: nothing is replaced. */
export function showBody(bytes: ArrayBuffer): { encoding: 'utf8' | 'base64'; content: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { encoding: 'utf8', content: text }
  } catch {
    return { encoding: 'base64', content: toBase64(new Uint8Array(bytes)) }
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
