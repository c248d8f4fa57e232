const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

const BACKOFF_MS = [
  15 * SECOND_MS,
  30 * SECOND_MS,
  1 * MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  20 * MINUTE_MS,
  40 * MINUTE_MS,
  1 * HOUR_MS,
  2 * HOUR_MS,
] as const
const JITTER_MS = 30 * SECOND_MS
const SHORTEST_RETRY_AFTER_MS = SECOND_MS
const LONGEST_RETRY_AFTER_MS = 24 * HOUR_MS

export interface FailedAttempt {
  /** 0 for the first. */
  attempt: number
  now: number
  /** As the app wrote it: seconds, or a date. */
  retryAfter: string | null
  fixedDelayMs: number | null
  random: () => number
}

export function retryAt({ attempt, now, retryAfter, fixedDelayMs, random }: FailedAttempt): number {
  const askedMs = retryAfter === null ? Number.NaN : waitOf(retryAfter, now)
  if (!Number.isNaN(askedMs)) {
    return now + Math.min(Math.max(askedMs, SHORTEST_RETRY_AFTER_MS), LONGEST_RETRY_AFTER_MS)
  }
  if (fixedDelayMs !== null) return now + fixedDelayMs
  return now + (BACKOFF_MS[attempt] ?? 2 * HOUR_MS) + Math.floor(random() * JITTER_MS)
}

function waitOf(retryAfter: string, now: number): number {
  return /^\d+$/.test(retryAfter) ? Number(retryAfter) * SECOND_MS : Date.parse(retryAfter) - now
}
