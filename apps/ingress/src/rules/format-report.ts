/** What a day came to, as far as this needs it. */
export type Report = {
  day: string
  deliveries: { source: string; status: string; count: number }[]
  alerts: { kind: string; text: string; occurrences: number }[]
  sums: { source: string; expected: number; received: number; healed: number; missing: number }[]
}

/** The day in a few lines, the troubles first: whoever reads one line has read the one that counts. */
export function formatReport({ day, deliveries, alerts, sums }: Report): string {
  const all = deliveries.reduce((sum, { count }) => sum + count, 0)
  const troubled = deliveries
    .filter(({ status }) => status === 'failed' || status === 'dead')
    .reduce((sum, { count }) => sum + count, 0)
  const missing = sums.reduce((sum, row) => sum + row.missing, 0)
  return [
    `${day}: ${all} webhooks, ${troubled} failed, ${missing} missing, ${alerts.length} alerts`,
    ...alerts.map(({ kind, text, occurrences }) => `! ${kind}, ${occurrences} ×: ${text}`),
    ...[...new Set(deliveries.map(({ source }) => source))].toSorted().map((source) => {
      const own = deliveries.filter((row) => row.source === source)
      return `${source}: ${own.map(({ status, count }) => `${count} ${status.replaceAll('_', ' ')}`).join(', ')}`
    }),
    ...sums.map(
      ({ source, expected, received, healed, missing: lost }) =>
        `${source} says it sent ${expected}: ${received} received, ${healed} healed, ${lost} missing`,
    ),
  ].join('\n')
}
