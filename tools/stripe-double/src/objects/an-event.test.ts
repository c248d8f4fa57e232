import { Stripe } from 'stripe'
import { expect, it } from 'vitest'
import { anEvent, eventTypes } from './an-event.ts'
import { API_VERSION } from './wrap-in-event.ts'

const now = new Date('2026-01-01T00:00:00Z')

it.each(eventTypes)('builds a well-formed %s', (type) => {
  const event = anEvent(type, {}, { now })

  expect(event).toMatchObject({
    id: expect.stringMatching(/^evt_\w{24}$/) as string,
    object: 'event',
    api_version: API_VERSION,
    created: 1_767_225_600,
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  })
  expect(event.data.object.id).toMatch(/^(cs_test|sub|in|pi)_\w{24}$/)
})

it('lays overrides over the event and over its object', () => {
  const event = anEvent('invoice.paid', { id: 'evt_1', created: 5, of: { total: 7 } })

  expect(event).toMatchObject({
    id: 'evt_1',
    created: 5,
    data: { object: { created: 5, total: 7, status: 'paid' } },
  })
})

it('takes its ids from the random it is given', () => {
  const first = anEvent('payment_intent.succeeded', {}, { now, random: () => 0.5 })
  const again = anEvent('payment_intent.succeeded', {}, { now, random: () => 0.5 })

  expect(again).toEqual(first)
  expect(anEvent('payment_intent.succeeded').id).not.toBe(anEvent('payment_intent.succeeded').id)
})

it('speaks the API version of the installed client', () => {
  expect(API_VERSION).toBe(Stripe.API_VERSION)
})
