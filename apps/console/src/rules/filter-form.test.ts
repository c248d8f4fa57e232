import { expect, it } from 'vitest'
import { asked, parseTime, searchPath } from './filter-form.ts'

it('asks for what is filled in', () => {
  expect(asked({ source: 'stripe', type: '', status: '  ', customer: ' cus_1 ' })).toEqual({
    source: 'stripe',
    customer: 'cus_1',
  })
})

it.each([
  ['2026-11-25', '2026-11-25T00:00:00.000Z'],
  ['2026-11-25T10:00', '2026-11-25T10:00:00.000Z'],
  ['2026-11-25T10:00:30', '2026-11-25T10:00:30.000Z'],
  ['2026-11-25T10:00:00Z', '2026-11-25T10:00:00.000Z'],
  ['2026-11-25T10:00:00+02:00', '2026-11-25T08:00:00.000Z'],
])('reads %s in UTC', (text, iso) => {
  expect(new Date(parseTime(text) ?? 0).toISOString()).toBe(iso)
})

it.each([undefined, '', 'yesterday'])('reads no time from %j', (text) => {
  expect(parseTime(text)).toBeUndefined()
})

it('leads to the same search, and to its next page', () => {
  expect(searchPath({})).toBe('/console/deliveries')
  expect(searchPath({ type: 'a&b', status: 'dead' }, 'x')).toBe(
    '/console/deliveries?type=a%26b&status=dead&after=x',
  )
})
