import { DomainError } from '@repo/worker-kit/errors'

/** GitHub sends at most 25 MB: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
export const BODY_MAX_BYTES = 25 * 1024 * 1024

// GitHub waits for 10 s in all; storing takes 3 to 7 of them only while a shard or R2 is in trouble.
const READ_TIMEOUT_MS = 5_000

// Up to here a sender that states a length gets its buffer in one piece, at once.
const TRUSTED_LENGTH_BYTES = 1024 * 1024

class BodyTooLarge extends DomainError {
  constructor(maxBytes: number) {
    super('too_large', 'the body is too large', { field: 'body', limit: `${maxBytes} bytes` })
  }
}

class BodyTooSlow extends DomainError {
  constructor(timeoutMs: number) {
    super('too_slow', 'the body did not come in time', { field: 'body', limit: `${timeoutMs} ms` })
  }
}

/** The raw bytes, read once. A body over the cap is refused as soon as that shows, whatever length it claims, and so is a slow one. */
export async function readBody(
  request: Request,
  maxBytes = BODY_MAX_BYTES,
  timeoutMs = READ_TIMEOUT_MS,
): Promise<Uint8Array<ArrayBuffer>> {
  const stated = Number(request.headers.get('content-length') ?? Number.NaN)
  if (stated > maxBytes) throw new BodyTooLarge(maxBytes)
  if (!request.body) return new Uint8Array()

  const reader = (request.body as ReadableStream<Uint8Array>).getReader()
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    // Ends the read that hangs.
    void reader.cancel().catch(() => {})
  }, timeoutMs)
  try {
    const body = await readAll(reader, stated, maxBytes)
    if (isLate) throw new BodyTooSlow(timeoutMs)
    return body
  } finally {
    clearTimeout(timer)
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  stated: number,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  let buffer = new Uint8Array(stated >= 0 && stated <= TRUSTED_LENGTH_BYTES ? stated : 64 * 1024)
  let length = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const chunk = read.value
    if (length + chunk.length > maxBytes) {
      // An endless sender is cut off here.
      void reader.cancel().catch(() => {})
      throw new BodyTooLarge(maxBytes)
    }
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
