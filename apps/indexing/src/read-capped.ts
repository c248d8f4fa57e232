/**
 * A body's bytes; undefined where they are more than `maxBytes`, whatever its headers say. Of one that is too large up to
 * `readMaxBytes` are read and let go of.
 */
export async function readCapped(
  { headers, body }: Pick<Response, 'headers' | 'body'>,
  maxBytes: number,
  readMaxBytes = maxBytes,
): Promise<ArrayBuffer | undefined> {
  const stated = Number(headers.get('content-length') ?? 0)
  if (stated > readMaxBytes) {
    await body?.cancel()
    return undefined
  }
  let parts: Uint8Array[] = []
  let length = 0
  for await (const part of body ?? []) {
    length += part.byteLength
    // Leaving the loop cancels the stream.
    if (length > readMaxBytes) return undefined
    if (Math.max(length, stated) > maxBytes) parts = []
    else parts.push(part)
  }
  if (length > maxBytes) return undefined
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes.buffer
}
