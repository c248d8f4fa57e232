import { expect, it } from 'vitest'
import { parseEvents } from './parse-events.ts'

const placed = { name: 'shop/placed', data: {} }

it('takes one event or many', () => {
  expect(parseEvents(placed)).toEqual({ events: [placed], fault: null })
  expect(parseEvents([placed, placed])).toEqual({ events: [placed, placed], fault: null })
})

it.each([
  ['an event without a name', { data: {} }, 'name is missing'],
  ['a reserved name in capitals', { name: 'INNGEST/x' }, 'names starting with "inngest/" are reserved'],
  ['a reserved name', { name: 'inngest/function.failed' }, 'names starting with "inngest/" are reserved'],
  ['a ts in seconds', { ...placed, ts: 1_767_225_600 }, 'ts is not a time in milliseconds'],
  ['data that is no object', { ...placed, data: [1] }, 'data is not an object'],
  ['an id that is no string', { ...placed, id: 7 }, 'id is not a string'],
  ['a string', 'shop/placed', 'it is not an object'],
  ['an event above 3 MiB', { ...placed, data: { text: 'x'.repeat(3 * 1024 * 1024) } }, 'larger than 3 MiB'],
])('refuses %s', (_, candidate, fault) => {
  expect(parseEvents(candidate).fault).toContain(fault)
})

it('takes an event just below 3 MiB', () => {
  expect(parseEvents({ ...placed, data: { text: 'x'.repeat(3 * 1024 * 1024 - 100) } }).fault).toBeNull()
})

it('keeps the events before the first fault and names its place', () => {
  const { events, fault } = parseEvents([placed, { data: {} }, placed])

  expect(events).toEqual([placed])
  expect(fault).toBe('event 1: name is missing')
})

it('keeps the first 5000 and refuses the rest', () => {
  const { events, fault } = parseEvents(Array.from({ length: 5001 }, () => placed))

  expect(events).toHaveLength(5000)
  expect(fault).toBe('more than 5000 events in one request')
})

it('takes of an event what JSON says of it, and keeps nothing of the sender', () => {
  const data = { at: new Date(0), none: undefined }
  const { events } = parseEvents({ name: 'shop/placed', data })

  expect(events).toStrictEqual([{ name: 'shop/placed', data: { at: '1970-01-01T00:00:00.000Z' } }])
})

it.each([{ n: 1n }, circular()])('refuses what JSON cannot say', (data) => {
  const { events, fault } = parseEvents({ name: 'shop/placed', data })

  expect([events, fault]).toEqual([[], 'event 0: it cannot be written as JSON'])
})

function circular(): Record<string, unknown> {
  const data: Record<string, unknown> = {}
  data['self'] = data
  return data
}
