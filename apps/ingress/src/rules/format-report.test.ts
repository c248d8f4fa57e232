import { expect, it } from 'vitest'
import { formatReport } from './format-report.ts'

it('says in its first line how the day was, then the troubles, then the sources', () => {
  const text = formatReport({
    day: '2026-11-24',
    deliveries: [
      { source: 'stripe', status: 'handled', count: 40 },
      { source: 'github', status: 'not_handled', count: 2 },
      { source: 'stripe', status: 'dead', count: 1 },
    ],
    alerts: [{ kind: 'source-silent', text: 'no github webhook for 25 h', occurrences: 60 }],
    sums: [{ source: 'stripe', expected: 42, received: 40, healed: 1, missing: 1 }],
  })

  expect(text.split('\n')).toEqual([
    '2026-11-24: 43 webhooks, 1 failed, 1 missing, 1 alerts',
    '! source-silent, 60 ×: no github webhook for 25 h',
    'github: 2 not handled',
    'stripe: 40 handled, 1 dead',
    'stripe says it sent 42: 40 received, 1 healed, 1 missing',
  ])
})

it('has one line for a day on which nothing happened', () => {
  expect(formatReport({ day: '2026-11-24', deliveries: [], alerts: [], sums: [] })).toBe(
    '2026-11-24: 0 webhooks, 0 failed, 0 missing, 0 alerts',
  )
})
