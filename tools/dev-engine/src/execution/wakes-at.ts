import { parseDuration } from './parse-duration.ts'

/** The SDK writes `sleep` as a duration and `sleepUntil` as a date. */
export function wakesAt(sleep: string, now: number): number {
  const date = /^\d{4}-/.test(sleep) ? Date.parse(sleep) : Number.NaN
  return Number.isNaN(date) ? now + parseDuration(sleep) : date
}
