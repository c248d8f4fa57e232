import type { Place } from './fault.ts'

/** Something in front of the app answered instead of it, such as 429 with a Retry-After, or 503. */
export interface Refused {
  fault: 'refused'
  call: Place
  status: number
  /** Seconds, or a date. */
  retryAfter?: string | undefined
  what?: string
}

export function refuse({ status, retryAfter }: Refused): Response {
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
  return new Response(`refused with ${status}`, { status, headers })
}
