const MINUTE_MS = 60_000
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS

/** How far the clocks of a time zone are ahead of UTC at a moment, both in milliseconds. */
export type UtcOffset = (ms: number) => number

/** Throws on an unknown zone, one by its hours alone and one whose letters are not as in the list of zones: so does the server. */
export function utcOffset(timeZone: string): UtcOffset {
  const listed = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  const isMisspelt = listed !== timeZone && listed.toLowerCase() === timeZone.toLowerCase()
  if (isMisspelt || !/^[A-Z]/.test(timeZone)) throw new RangeError(`time zone ${timeZone} is not known`)
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  if (timeZone === 'UTC') return () => 0
  return (ms) => {
    const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? []
    const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS
    return sign === '-' ? -offset : offset
  }
}

/** When the clocks are next changed after `from`, up to `to` and to the minute. No zone changes twice in a week. */
export function firstChange(offsetAt: UtcOffset, from: number, to: number): number | null {
  const offset = offsetAt(from)
  for (let start = from; start < to; start += WEEK_MS) {
    const end = Math.min(start + WEEK_MS, to)
    if (offsetAt(end) !== offset) return firstMinute(start, end, (ms) => offsetAt(ms) !== offset)
  }
  return null
}

/** The first in which it is true: it is false at `from`, true at `to`, and changes once. */
function firstMinute(from: number, to: number, isTrue: (ms: number) => boolean): number {
  let [before, after] = [Math.floor(from / MINUTE_MS), Math.ceil(to / MINUTE_MS)]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (isTrue(middle * MINUTE_MS)) after = middle
    else before = middle
  }
  return after * MINUTE_MS
}
