import { Cron } from 'croner'

const DAYS_AND_MONTHS =
  /\b(?:sun|mon|tue|wed|thu|fri|sat|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b/gi

export interface ParsedCron {
  /** The first tick after this moment. */
  nextAfter(ms: number): number
}

/** What the server takes: five fields, with an optional `TZ=Area/City ` in front. Throws on the rest. */
export function parseCron(expression: string): ParsedCron {
  const [, timezone = 'UTC', pattern = ''] = /^(?:TZ=(\S+)\s+)?(.*)$/.exec(expression.trim()) ?? []
  const fields = pattern.split(/\s+/)
  const isPlain = fields.every((field) => /^[\d*,/-]+$/.test(field.replaceAll(DAYS_AND_MONTHS, '1')))
  if (!isPlain) throw new Error(`cron \`${expression}\`: five plain fields are needed`)

  const nextAfter = (ms: number) => {
    const next = cron.nextRun(new Date(ms))
    if (!next) throw new Error(`cron \`${expression}\` never ticks`)
    return next.getTime()
  }
  const cron = createCron(expression, pattern, timezone)
  return { nextAfter }
}

function createCron(expression: string, pattern: string, timezone: string): Cron {
  try {
    const cron = new Cron(pattern, { mode: '5-part', timezone })
    // An unknown time zone shows only when it is used.
    cron.nextRun()
    return cron
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`cron \`${expression}\`: ${reason}`, { cause: error })
  }
}
