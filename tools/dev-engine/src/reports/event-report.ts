import type { StoredEvent } from '../events/event.ts'
import { isoTime } from './iso-time.ts'

export interface EventReport {
  internal_id: string
  id: string
  name: string
  data: unknown
  user: unknown
  ts: number
  v: string | null
  received_at: string
}

export function eventReport(event: StoredEvent): EventReport {
  return {
    internal_id: event.internalId,
    id: event.id,
    name: event.name,
    data: event.data,
    user: event.user,
    ts: event.ts,
    v: event.v,
    received_at: isoTime(event.receivedAt),
  }
}
