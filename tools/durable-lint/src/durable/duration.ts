const UNITS = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const

// The grammar of the package `ms`, which the SDK reads the durations of steps with: one number, one unit.
const ONE_UNIT =
  /^((?:\d+)?\.?\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)?$/i
// The grammar of the server, which reads the durations of function options: 1w2d3h4m5s.
const PARTS = /^(?:\d+[wdhms])+$/

/** Milliseconds of a duration as the package `ms` reads it; null where it cannot. A number without a unit is milliseconds. */
export function readOneUnit(text: string): number | null {
  const [, amount, unit = 'ms'] = ONE_UNIT.exec(text.trim()) ?? []
  if (amount === undefined) return null
  return Number(amount) * msOf(unit)
}

/** Milliseconds of a duration as the server reads it; null where it cannot. */
export function readParts(text: string): number | null {
  if (!PARTS.test(text)) return null
  return [...text.matchAll(/(\d+)([wdhms])/g)].reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * msOf(unit),
    0,
  )
}

/** The one-unit string for a time, null where there is none: whole seconds, more than none. */
export function durationOf(ms: number): string | null {
  const unit = UNITS.find(([, size]) => ms >= size && ms % size === 0)
  return unit ? `${ms / unit[1]}${unit[0]}` : null
}

function msOf(unit: string): number {
  const name = unit.toLowerCase()
  if (name.startsWith('ms') || name.startsWith('milli')) return 1
  return UNITS.find(([letter]) => name.startsWith(letter))?.[1] ?? 1
}
