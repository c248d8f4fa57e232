import { expect, it } from 'vitest'
import truth from '../../test/cel-truth.json'
import type { StoredEvent } from '../events/event.ts'
import { matchesCel } from './matches-cel.ts'

// The event that the server was asked about when the table was made.
const event: StoredEvent = {
  internalId: '1',
  id: '1',
  name: 'cel/t',
  ts: 1_795_406_681_000,
  receivedAt: 1_795_406_681_000,
  user: {},
  v: null,
  data: {
    n: 1,
    f: 2,
    s: 'abc',
    s2: 'abc',
    nstr: '1',
    l: ['a', 'b'],
    b: true,
    nul: null,
    o: {},
    d: '2024-01-01T00:00:00Z',
  },
}

it.each(truth as [string, boolean][])('%s is %s, as on the server', (expression, answer) => {
  expect(matchesCel(expression, event)).toBe(answer)
})

it('knows all 44 answers of the server', () => {
  expect(truth).toHaveLength(44)
})

it.each([
  ['!has(event.data.missing) || event.data.missing == 1', false],
  ['has(event.data.missing) && event.data.missing == 1', false],
  ['event.data["missing"] == null', true],
])('%s is %s: what is missing is not has(), nor is it !has()', (expression, answer) => {
  expect(matchesCel(expression, event)).toBe(answer)
})

it('leaves the event as it was', () => {
  matchesCel('event.data.o.deep.deeper == null', event)

  expect(event.data?.['o']).toEqual({})
})

it.each([
  ['event.data.s == async.data.s', true],
  ['async.data.n > event.data.n', true],
  ['async.name == "cel/later"', true],
  ['async.data.missing == null && event.data.missing == null', true],
  ['has(async.data.missing)', false],
  ['event.data.n == async.data.n', false],
])('%s is %s: `async` is the event that arrives', (expression, answer) => {
  const async = { ...event, name: 'cel/later', data: { s: 'abc', n: 2 } }

  expect(matchesCel(expression, event, async)).toBe(answer)
})

it('finds nothing in `async` where no event arrives', () => {
  expect(matchesCel('async.data.s == null', event)).toBe(true)
  expect(matchesCel('async.data.s == event.data.s', event)).toBe(false)
})
