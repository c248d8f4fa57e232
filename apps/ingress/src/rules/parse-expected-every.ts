const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000 }

/** `stripe=6h github=90m` as milliseconds by source. What does not read so is left out and named in `faults`. */
export function parseExpectedEvery(setting: string): { everyMs: Map<string, number>; faults: string[] } {
  const everyMs = new Map<string, number>()
  const faults: string[] = []
  for (const part of setting.split(/\s+/).filter(Boolean)) {
    const [, source = '', amount, unit = ''] = /^([\w-]+)=(\d+)([mh])$/.exec(part) ?? []
    const unitMs = UNITS[unit]
    if (unitMs === undefined || Number(amount) === 0) faults.push(part)
    else everyMs.set(source, Number(amount) * unitMs)
  }
  return { everyMs, faults }
}
