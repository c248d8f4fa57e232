const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const

/** The time between two moments (ISO 8601), such as `1d12h`. What is less than a second is left out. */
export function describeDuration(from: string, to: string): string {
  let rest = Date.parse(to) - Date.parse(from)
  const parts = UNITS.flatMap(([unit, ms]) => {
    const count = Math.floor(rest / ms)
    rest -= count * ms
    return count > 0 ? [`${count}${unit}`] : []
  })
  return parts.join('') || '0s'
}
