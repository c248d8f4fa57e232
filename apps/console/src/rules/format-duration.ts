const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** `340 ms`, `2.1 s`, `3 min 20 s`, `2 h 5 min` between two times; null while either is open. */
export function formatDuration(
  from: string | null | undefined,
  to: string | null | undefined,
): string | null {
  const durationMs = Date.parse(to ?? '') - Date.parse(from ?? '')
  if (!(durationMs >= 0)) return null
  if (durationMs < SECOND_MS) return `${durationMs} ms`
  if (durationMs < MINUTE_MS) return `${(durationMs / SECOND_MS).toFixed(1)} s`
  if (durationMs < HOUR_MS) return pair(durationMs, MINUTE_MS, 'min', SECOND_MS, 's')
  return pair(durationMs, HOUR_MS, 'h', MINUTE_MS, 'min')
}

function pair(durationMs: number, largeMs: number, large: string, smallMs: number, small: string): string {
  return `${Math.floor(durationMs / largeMs)} ${large} ${Math.floor((durationMs % largeMs) / smallMs)} ${small}`
}
