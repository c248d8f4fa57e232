export function isoTime<Ms extends number | null>(ms: Ms): Ms extends number ? string : null
export function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
