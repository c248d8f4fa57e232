import { Cron } from 'croner'
import { firstChange, utcOffset, type UtcOffset } from './utc-offset.ts'

const DAYS_AND_MONTHS =
  /\b(?:sun|mon|tue|wed|thu|fri|sat|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b/gi

export interface ParsedCron {
  /** The first tick after this moment; `null` when there is none. */
  nextAfter: (ms: number) => number | null
}

/** What the server takes: five fields, with an optional `TZ=Area/City ` or `CRON_TZ=Area/City ` in front. Throws on the rest. */
export function parseCron(expression: string): ParsedCron {
  const [, zone = '', text = ''] = /^(?:(?:CRON_)?TZ=(\S+)\s+)?(.*)$/.exec(expression.trim()) ?? []
  // The server's own time is in UTC.
  const timezone = zone === 'Local' || zone === '' ? 'UTC' : zone
  const fields = text.split(/\s+/).map(asCroner)
  const pattern = fields.join(' ')
  const isPlain = fields.every((field) => /^[\d*?,/-]+$/.test(field.replaceAll(DAYS_AND_MONTHS, '1')))
  // To the server's library Sunday is 0 alone.
  const hasSeventhDay = /(?:^|[,-])7/.test(fields[4] ?? '')
  if (!isPlain || hasSeventhDay) throw new Error(`cron \`${expression}\`: five plain fields are needed`)

  try {
    const cron = new Cron(pattern.replaceAll('?', '*'), { mode: '5-part', timezone: 'UTC' })
    const offsetAt = utcOffset(timezone)
    return { nextAfter: (ms) => nextAfter(cron, offsetAt, ms) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`cron \`${expression}\`: ${reason}`, { cause: error })
  }
}

const HIGHEST = [59, 23, 31, 12, 6]

/** To the server's library `5/15` begins at 5, a step that is too long stays at the first, and an empty part is none. */
function asCroner(field: string, nth: number): string {
  const highest = HIGHEST[nth] ?? 0
  const parts = field.split(',').filter((part) => part !== '')
  const plain = parts.map((part) => {
    const [, start, step] = /^(\d+|\*)\/(\d+)$/.exec(part) ?? []
    if (start === undefined) return part
    if (start === '*') return Number(step) > highest ? String(nth === 2 || nth === 3 ? 1 : 0) : part
    return `${start}-${highest}/${step}`
  })
  return plain.join(',')
}

/**
 * The server's library (robfig/cron) ticks in every minute whose local time matches: an hour that the clocks
 * leave out does not tick, one that they repeat ticks twice. croner moves the first and drops the second, so here
 * it reads local time as if it were UTC, from one change of the clocks to the next.
 */
function nextAfter(cron: Cron, offsetAt: UtcOffset, ms: number): number | null {
  let start = ms
  let after = ms
  for (;;) {
    const offset = offsetAt(start)
    const next = cron.nextRun(new Date(after + offset))
    if (!next) return null
    const at = next.getTime() - offset
    const change = firstChange(offsetAt, start, at)
    if (change === null) return at
    start = change
    after = change - 1
  }
}
