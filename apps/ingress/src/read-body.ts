import { DomainError } from '@repo/worker-kit/errors'
import { type Deadline, DeadlinePassed } from './deadline.ts'

/** GitHub sends at most 25 MB: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
export const BODY_MAX_BYTES = 25 * 1024 * 1024

// Up to here the runtime may collect the body of a sender that states a length: HTTP holds the sender to it.
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
  deadline: Deadline,
  maxBytes = BODY_MAX_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
  const stated = Number(request.headers.get('content-length') ?? Number.NaN)
  if (stated > maxBytes) throw new BodyTooLarge(maxBytes)
  if (!request.body) return new Uint8Array()

  try {
    if (stated > TRUSTED_LENGTH_BYTES || !(stated >= 0)) {
      return await readAll(request.body.getReader(), deadline, maxBytes)
    }
    const body = new Uint8Array(await deadline.hold(request.arrayBuffer()))
    if (body.length > maxBytes) throw new BodyTooLarge(maxBytes)
    return body
  } catch (error) {
    if (error instanceof DeadlinePassed) throw new BodyTooSlow(deadline.ms)
    throw error
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  deadline: Deadline,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  let buffer = new Uint8Array(64 * 1024)
  let length = 0
  try {
    for (;;) {
      const { done, value } = await deadline.hold(reader.read())
      if (done) return buffer.slice(0, length)
      if (length + value.length > maxBytes) throw new BodyTooLarge(maxBytes)
      if (length + value.length > buffer.length) buffer = grown(buffer, length + value.length, maxBytes)
      buffer.set(value, length)
      length += value.length
    }
  } catch (error) {
    // A slow or an endless sender is cut off here.
    void reader.cancel().catch(() => {})
    throw error
  }
}

function grown(buffer: Uint8Array<ArrayBuffer>, needed: number, maxBytes: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.min(maxBytes, Math.max(needed, buffer.length * 2)))
  larger.set(buffer)
  return larger
}
