const UNITS_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** `1w2d3h4m5s`, fractions such as `1.5h` too; nothing at all is no time, which is how the SDK writes 0. */
export function parseDuration(text: string): number {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[smhdw]))*$/.test(text)) {
    throw new Error(`${text} is not a duration such as 1m30s`)
  }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)].reduce(
    (sum, [, amount, unit]) => sum + Math.round(Number(amount) * UNITS_MS[unit as keyof typeof UNITS_MS]),
    0,
  )
}
