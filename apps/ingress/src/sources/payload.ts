import { PayloadRefused } from './source.ts'

export type Payload = Record<string, unknown>

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** The body as a JSON object; bytes that are not UTF-8 are refused, never replaced. */
export function parsePayload(body: Uint8Array): Payload {
  try {
    const payload: unknown = JSON.parse(utf8.decode(body))
    if (isObject(payload)) return payload
  } catch {
    // Falls through to the refusal: it must not quote the body.
  }
  throw new PayloadRefused(
    'body',
    'the body is not a JSON object in UTF-8; a sender that offers forms must be set to JSON',
  )
}

export function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What lies at `data.object.id`, or undefined. */
export function at(payload: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), payload)
}

/** An id as text. Null for what is none: ids are short, and must not fill an event or a row. */
export function idOf(value: unknown): string | null {
  // Beyond 2^53 JSON.parse has already changed the number.
  if (Number.isSafeInteger(value)) return String(value)
  return typeof value === 'string' && value !== '' && value.length <= 255 ? value : null
}

// The last moment that a Date can hold, in the year 275760.
const LAST_DATE_MS = 8_640_000_000_000_000

/** Whole seconds since 1970, of seconds, milliseconds or an ISO date; null for anything else. */
export function secondsOf(value: unknown): number | null {
  const ms = typeof value === 'string' ? Date.parse(value) : msOf(value)
  return ms >= 0 && ms <= LAST_DATE_MS ? Math.floor(ms / 1000) : null
}

// Below are seconds until the year 5138, above milliseconds since 1973.
const SECONDS_BELOW = 100_000_000_000

function msOf(value: unknown): number {
  if (typeof value !== 'number') return Number.NaN
  return value < SECONDS_BELOW ? value * 1000 : value
}
