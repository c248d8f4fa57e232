import { DomainError } from '@repo/worker-kit/errors'

/** GitHub sends at most 25 MB: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
export const BODY_MAX_BYTES = 25 * 1024 * 1024

// Up to here a sender that states a length gets its buffer in one piece, at once.
const TRUSTED_LENGTH_BYTES = 1024 * 1024

class BodyTooLarge extends DomainError {
  constructor(maxBytes: number) {
    super('too_large', 'the body is too large', { field: 'body', limit: `${maxBytes} bytes` })
  }
}

/** The raw bytes, read once. A body over the cap is refused as soon as that shows, whatever length it claims. */
export async function readBody(
  request: Request,
  maxBytes = BODY_MAX_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
  const stated = Number(request.headers.get('content-length') ?? Number.NaN)
  if (stated > maxBytes) throw new BodyTooLarge(maxBytes)
  if (!request.body) return new Uint8Array()

  let buffer = new Uint8Array(stated >= 0 && stated <= TRUSTED_LENGTH_BYTES ? stated : 64 * 1024)
  let length = 0
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    // Leaving the loop cancels the stream, so an endless sender is cut off here.
    if (length + chunk.length > maxBytes) throw new BodyTooLarge(maxBytes)
    if (length + chunk.length > buffer.length) buffer = grown(buffer, length + chunk.length, maxBytes)
    buffer.set(chunk, length)
    length += chunk.length
  }
  return buffer.length === length ? buffer : buffer.slice(0, length)
}

function grown(buffer: Uint8Array<ArrayBuffer>, needed: number, maxBytes: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.min(maxBytes, Math.max(needed, buffer.length * 2)))
  larger.set(buffer)
  return larger
}
