const GRAIN_MS = 2000

export interface Record {
  begin(): void
  mark(line: string): void
  markTime(line: string): void
  lines(): string[]
}

/** Times are rounded down to even seconds: a real server is late by what it takes, never early. */
export function createRecord(now: () => number): Record {
  const lines: string[] = []
  let startedAt = now()
  return {
    begin: () => (startedAt = now()),
    mark: (line) => void lines.push(line),
    markTime(line) {
      const seconds = (Math.floor((now() - startedAt) / GRAIN_MS) * GRAIN_MS) / 1000
      lines.push(`${line} at ${seconds}s`)
    },
    lines: () => [...lines],
  }
}
