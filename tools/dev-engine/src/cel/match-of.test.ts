import { expect, it } from 'vitest'
import type { StoredEvent } from '../events/event.ts'
import { keyAt, matchOf } from './match-of.ts'

const anEvent = (data: StoredEvent['data']): StoredEvent => ({
  internalId: '1',
  id: '1',
  name: 'shop/placed',
  data,
  ts: 0,
  user: {},
  v: null,
  receivedAt: 0,
})
const event = anEvent({ order: 7, user: { id: 'ann' }, list: [1], nothing: null })

it.each([
  ['event.data.order == async.data.order', { path: ['data', 'order'], key: 'number 7' }],
  ['async.data["number"] == event.data.order', { path: ['data', 'number'], key: 'number 7' }],
  ['async.data.paid && event.data.user.id == async.data.user', { path: ['data', 'user'], key: 'string ann' }],
  ['event.data.missing == async.data.order', { path: ['data', 'order'], key: 'null' }],
  ['event.data.nothing == async.data.order', { path: ['data', 'order'], key: 'null' }],
  ['event.data.order == async.data.order || async.data.all', null],
  ['event.data.list == async.data.list', null],
  ['event.data.order == 7', null],
  ['async.data.a == async.data.b', null],
  ['event.data.order < async.data.order', null],
])('%s', (expression, match) => {
  expect(matchOf(expression, event)).toEqual(match)
})

it('says nothing of a wait for any event', () => {
  expect(matchOf(null, event)).toBeNull()
})

it('tells a number from a text', () => {
  expect(keyAt(anEvent({ order: '7' }), ['data', 'order'])).not.toBe(keyAt(event, ['data', 'order']))
  expect(keyAt(anEvent(null), ['data', 'order'])).toBe('null')
})
