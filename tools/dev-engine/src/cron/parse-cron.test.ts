import { expect, it } from 'vitest'
import { parseCron } from './parse-cron.ts'

const noon = Date.UTC(2026, 0, 15, 12)

it.each([
  ['*/5 * * * *', '2026-01-15T12:05:00.000Z'],
  ['0 9 * * MON-FRI', '2026-01-16T09:00:00.000Z'],
  ['TZ=Europe/Paris 0 9 * * *', '2026-01-16T08:00:00.000Z'],
  ['CRON_TZ=America/New_York 0 9 * * *', '2026-01-15T14:00:00.000Z'],
  ['0 9 ? * *', '2026-01-16T09:00:00.000Z'],
  ['50/5 * * * *', '2026-01-15T12:50:00.000Z'],
  ['*/61 * * * *', '2026-01-15T13:00:00.000Z'],
  ['7,9, * * * *', '2026-01-15T12:07:00.000Z'],
  ['TZ=Local 0 9 * * *', '2026-01-16T09:00:00.000Z'],
  ['TZ=US/Pacific 0 9 * * *', '2026-01-15T17:00:00.000Z'],
])('%s ticks next at %s', (expression, next) => {
  expect(new Date(parseCron(expression).nextAfter(noon) ?? Number.NaN).toISOString()).toBe(next)
})

it('never ticks on a day that does not exist', () => {
  expect(parseCron('0 0 31 2 *').nextAfter(noon)).toBeNull()
})

it('ticks strictly after the moment it is asked about', () => {
  expect(parseCron('0 12 * * *').nextAfter(noon)).toBe(noon + 24 * 60 * 60 * 1000)
})

// What robfig/cron v3, the server's library, gives for the same questions.
it.each([
  [
    'TZ=Europe/Berlin 30 2 * * *',
    'leaves out an hour that does not exist',
    '2026-03-28T00:00:00Z',
    ['2026-03-28T01:30', '2026-03-30T00:30', '2026-03-31T00:30'],
  ],
  [
    'TZ=Europe/Berlin 30 2 * * *',
    'ticks twice in an hour that comes twice',
    '2026-10-24T00:00:00Z',
    ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-25T01:30', '2026-10-26T01:30'],
  ],
  [
    'TZ=Europe/Berlin */30 * * * *',
    'ticks on while the clocks go back',
    '2026-10-24T23:50:00Z',
    ['2026-10-25T00:00', '2026-10-25T00:30', '2026-10-25T01:00', '2026-10-25T01:30', '2026-10-25T02:00'],
  ],
  [
    'TZ=Europe/Berlin 0 * * * *',
    'ticks on while the clocks go forward',
    '2026-03-29T00:10:00Z',
    ['2026-03-29T01:00', '2026-03-29T02:00'],
  ],
  [
    'TZ=America/New_York 30 1 * * *',
    'west of Greenwich too',
    '2026-10-31T00:00:00Z',
    ['2026-10-31T05:30', '2026-11-01T05:30', '2026-11-01T06:30', '2026-11-02T06:30'],
  ],
  [
    'TZ=America/Sao_Paulo 0 0 * * *',
    'leaves out a midnight that does not exist',
    '2018-11-02T00:00:00Z',
    ['2018-11-02T03:00', '2018-11-03T03:00', '2018-11-05T02:00'],
  ],
  [
    'TZ=America/Sao_Paulo 30 23 * * *',
    'ticks twice before a midnight that comes twice',
    '2018-02-17T00:00:00Z',
    ['2018-02-17T01:30', '2018-02-18T01:30', '2018-02-18T02:30', '2018-02-19T02:30'],
  ],
  [
    'TZ=Australia/Lord_Howe 15 2 * * *',
    'leaves out half an hour',
    '2026-10-02T00:00:00Z',
    ['2026-10-02T15:45', '2026-10-04T15:15'],
  ],
  [
    'TZ=Europe/Berlin 30 2 29 3 *',
    'waits a year when its only hour does not exist',
    '2026-01-01T00:00:00Z',
    ['2027-03-29T00:30', '2028-03-29T00:30', '2029-03-29T00:30', '2030-03-29T01:30'],
  ],
  [
    '0 0 13 * 5',
    'takes either of two days',
    '2026-01-01T00:00:00Z',
    ['2026-01-02T00:00', '2026-01-09T00:00', '2026-01-13T00:00'],
  ],
  [
    '0 0 */2 * 1',
    'takes either of two days',
    '2026-01-01T00:00:00Z',
    ['2026-01-03T00:00', '2026-01-05T00:00', '2026-01-07T00:00'],
  ],
])('%s %s', (expression, _, from, ticks) => {
  const { nextAfter } = parseCron(expression)
  const seen: string[] = []
  for (let at = Date.parse(from); seen.length < ticks.length;) {
    at = nextAfter(at) ?? Number.NaN
    seen.push(new Date(at).toISOString().slice(0, 16))
  }

  expect(seen).toEqual(ticks)
})

it.each([
  '0 0 12 * * *',
  '@hourly',
  '0 0 L * *',
  '61 * * * *',
  '* * * *',
  '0 0 * * 7',
  'TZ=Mars/Olympus 0 9 * * *',
])('refuses %s and names it', (expression) => {
  expect(() => parseCron(expression)).toThrow(`cron \`${expression}\``)
})
