import { parseDuration } from './parse-duration.ts'

/** The SDK writes every sleep and timeout as a duration or as a date. */
export function momentOf(text: string, now: number): number {
  const date = /^\d{4}-/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? now + parseDuration(text) : date
}
