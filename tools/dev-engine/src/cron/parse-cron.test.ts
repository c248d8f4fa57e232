import { expect, it } from 'vitest'
import { parseCron } from './parse-cron.ts'

const noon = Date.UTC(2026, 0, 15, 12)

it.each([
  ['*/5 * * * *', '2026-01-15T12:05:00.000Z'],
  ['0 9 * * MON-FRI', '2026-01-16T09:00:00.000Z'],
  ['TZ=Europe/Paris 0 9 * * *', '2026-01-16T08:00:00.000Z'],
  ['TZ=America/New_York 0 9 * * *', '2026-01-15T14:00:00.000Z'],
])('%s ticks next at %s', (expression, next) => {
  expect(new Date(parseCron(expression).nextAfter(noon)).toISOString()).toBe(next)
})

it('ticks strictly after the moment it is asked about', () => {
  expect(parseCron('0 12 * * *').nextAfter(noon)).toBe(noon + 24 * 60 * 60 * 1000)
})

it.each(['0 0 12 * * *', '@hourly', '0 0 L * *', '61 * * * *', '* * * *', 'TZ=Mars/Olympus 0 9 * * *'])(
  'refuses %s and names it',
  (expression) => {
    expect(() => parseCron(expression)).toThrow(`cron \`${expression}\``)
  },
)
