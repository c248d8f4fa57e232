import { isLarger } from '../execution/size-of.ts'
import type { NewEvent } from './event.ts'
import { isNullish } from '../is-nullish.ts'
import { isObject } from '../is-object.ts'

const MAX_EVENTS = 5000
const MAX_EVENT_BYTES = 3 * 1024 * 1024
const EARLIEST_TS = Date.UTC(1980)
const LATEST_TS = Date.UTC(2100)

export interface ParsedEvents {
  /** Those before the first fault: the server is not atomic, and neither is this. */
  events: NewEvent[]
  fault: string | null
}

export function parseEvents(body: unknown): ParsedEvents {
  const candidates: unknown[] = Array.isArray(body) ? body : [body]
  const events: NewEvent[] = []
  for (const candidate of candidates.slice(0, MAX_EVENTS)) {
    // What a sender changes afterwards, and what JSON cannot say, is as far from the engine as over HTTP.
    const event = asJson(candidate)
    const fault = event === undefined ? 'it cannot be written as JSON' : findFault(event)
    if (fault) return { events, fault: `event ${events.length}: ${fault}` }
    events.push(event as NewEvent)
  }
  const isTooMany = candidates.length > MAX_EVENTS
  return { events, fault: isTooMany ? `more than ${MAX_EVENTS} events in one request` : null }
}

function asJson(candidate: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(candidate))
  } catch {
    return undefined
  }
}

function findFault(candidate: unknown): string | null {
  if (!isObject(candidate)) return 'it is not an object'
  const { name, data, id, ts, user, v } = candidate
  if (typeof name !== 'string' || name === '') return 'name is missing'
  if (name.toLowerCase().startsWith('inngest/')) {
    return `${name} is refused, names starting with "inngest/" are reserved`
  }
  if (!isNullish(data) && !isObject(data)) return 'data is not an object'
  if (!isNullish(id) && typeof id !== 'string') return 'id is not a string'
  if (!isNullish(user) && !isObject(user)) return 'user is not an object'
  if (!isNullish(v) && typeof v !== 'string') return 'v is not a string'
  if (!isNullish(ts) && ts !== 0 && !isMilliseconds(ts)) return 'ts is not a time in milliseconds since 1970'
  if (isLarger(JSON.stringify(candidate), MAX_EVENT_BYTES)) return 'it is larger than 3 MiB'
  return null
}

function isMilliseconds(ts: unknown): boolean {
  return Number.isInteger(ts) && Number(ts) >= EARLIEST_TS && Number(ts) <= LATEST_TS
}
