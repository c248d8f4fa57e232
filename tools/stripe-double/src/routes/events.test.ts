import { expect, it } from 'vitest'
import { errorOf, startDouble } from '../../test/start-double.ts'

const NOON = new Date('2026-01-01T12:00:00Z')

async function withThreeCheckouts() {
  let minute = 0
  const clock = () => new Date(NOON.getTime() + minute * 60_000)
  const { double, stripe } = await startDouble({ clock })
  const created = ['team-1', 'team-2', 'team-3'].map((clientReferenceId) => {
    minute += 1
    return double.createPaidCheckout({ lineItems: [{ lookupKey: 'seat', quantity: 1 }], clientReferenceId })
      .event
  })
  return { stripe, created, newestFirst: created.map(({ id }) => id).toReversed() }
}

const type = 'checkout.session.completed'

it('lists the newest first, page by page', async () => {
  const { stripe, newestFirst } = await withThreeCheckouts()

  const first = await stripe.events.list({ type, limit: 2 })
  const second = await stripe.events.list({ type, limit: 2, starting_after: first.data[1]?.id ?? '' })

  expect(first.has_more).toBe(true)
  expect(second.has_more).toBe(false)
  expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(newestFirst)
})

it('lets the client walk all pages', async () => {
  const { stripe, newestFirst } = await withThreeCheckouts()

  const all = await stripe.events.list({ type, limit: 1 }).autoPagingToArray({ limit: 10 })

  expect(all.map(({ id }) => id)).toEqual(newestFirst)
})

it('lists those since a time, that time included', async () => {
  const { stripe, created, newestFirst } = await withThreeCheckouts()

  const { data } = await stripe.events.list({ type, created: { gte: created[1]?.created ?? 0 } })

  expect(data.map(({ id }) => id)).toEqual(newestFirst.slice(0, 2))
})

it('takes several types, and a star for a family of them', async () => {
  const { stripe } = await withThreeCheckouts()

  const listed = await stripe.events.list({ types: [type, 'payment_intent.succeeded'] })
  const family = await stripe.events.list({ type: 'payment_intent.*' })
  const others = await stripe.events.list({ type: 'invoice.paid' })

  expect([listed, family, others].map(({ data }) => data.length)).toEqual([6, 3, 0])
})

it('gives one event exactly as it was sent', async () => {
  const { stripe, created } = await withThreeCheckouts()
  const [event] = created

  expect(await stripe.events.retrieve(event?.id ?? '')).toEqual(event)
})

it('refuses a cursor that is not in the list', async () => {
  const { stripe } = await withThreeCheckouts()

  const error = await errorOf(stripe.events.list({ starting_after: 'evt_missing' }))

  expect(error).toMatchObject({ statusCode: 400, param: 'starting_after' })
})

it('refuses a limit above 100', async () => {
  const { stripe } = await withThreeCheckouts()

  const error = await errorOf(stripe.events.list({ limit: 101 }))

  expect(error).toMatchObject({ statusCode: 400, param: 'limit' })
})
