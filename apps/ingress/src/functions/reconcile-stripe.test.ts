import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import {
  keepPage,
  listDaySums,
  listMissing,
  listReconciliations,
  openReconciliation,
} from '@repo/db/reconciliations'
import { handledStripeTypes } from '@repo/events/handled-types'
import { loseFirstAnswer } from '@repo/testing/lose-first-answer'
import { runFunction } from '@repo/testing/run-function'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine, announcementsOf } from '../../test/engine.ts'
import { aStripe } from '../../test/sender-lists.ts'
import { pass, projected, runDueAlarms } from '../../test/shard.ts'
import { inboxFor } from '../inbox/inbox-for.ts'
import { replayDelivery } from '../replay/replay-delivery.ts'

const MINUTE_MS = 60_000

const db = createDb(env.DB)

const reconcile = (options = {}) =>
  runFunction(exports.default, {
    app: 'ingress',
    functionId: 'reconcile-stripe',
    event: { name: 'ops/reconciliation.requested', data: { source: 'stripe' } },
    ...options,
  })

const anId = () => `evt_${crypto.randomUUID().replaceAll('-', '')}`

/** Stripe, and ingress that has compared with it up to ten minutes ago. */
async function aComparedStripe() {
  const stripe = aStripe()
  const engine = anEngine(undefined, { 'stripe.test': stripe.answer })
  await reconcile()
  pass(30 * MINUTE_MS)
  stripe.asked.length = 0
  return { stripe, engine, at: Date.now() - 20 * MINUTE_MS }
}

const aStripeChannel = { channel: 'stripe', source: 'stripe' }

const forgotten = () =>
  Response.json({ error: { type: 'invalid_request_error', message: 'No such event' } }, { status: 400 })

// The client is large: a loaded machine takes its time to load it, and no test should pay for that.
beforeAll(() => import('../reconcile/stripe-channel.ts'), 60_000)

beforeEach(async () => {
  await env.DB.exec('DELETE FROM reconciliations')
  await env.DB.exec('DELETE FROM reconciled_days')
  await env.DB.exec('DELETE FROM missing_deliveries')
})

it('fetches and files what never came, over all pages, and counts it by day', async () => {
  const { stripe, engine, at } = await aComparedStripe()
  const ids = [anId(), anId(), anId()]
  stripe.sent = ids.map((id, i) => ({ id, at: at - i }))
  const came = `stripe:${ids[1]}`
  await inboxFor(env, came).accept(aDelivery({ key: came }))

  const run = await reconcile()

  expect(run).toMatchObject({ status: 'completed', output: { stripe: { missing: 0 } } })
  const day = new Date(at).toISOString().slice(0, 10)
  expect(await listDaySums(db, day)).toEqual([
    { source: 'stripe', day, expected: 3, received: 1, healed: 2, missing: 0 },
  ])
  const key = `stripe:${ids[0]}`
  await runDueAlarms(inboxFor(env, key))
  expect(announcementsOf(engine, key)).toEqual([0])
  expect(await projected(key)).toMatchObject({ status: 'announced', customerId: 'cus_1', objectId: 'cs_1' })
})

it('files what can be replayed like any other, and knows it when the sender’s own copy comes later', async () => {
  const { stripe, engine, at } = await aComparedStripe()
  const id = anId()
  stripe.sent = [{ id, at }]
  await reconcile()
  const key = `stripe:${id}`

  await inboxFor(env, key).accept(aDelivery({ key }))
  await runDueAlarms(inboxFor(env, key))
  await replayDelivery(env, key, { replayId: 'replay-1' })
  await runDueAlarms(inboxFor(env, key))

  expect(announcementsOf(engine, key)).toEqual([0, 1])
})

it('counts nothing twice when a step runs again, or the next hour comes', async () => {
  const { stripe, at } = await aComparedStripe()
  stripe.sent = [anId(), anId(), anId()].map((id, i) => ({ id, at: at - i }))

  await reconcile({ onStep: loseFirstAnswer })
  pass(60 * MINUTE_MS)
  await reconcile()

  const sums = await listDaySums(db, '2000-01-01')
  expect(sums.map(({ expected, healed, missing }) => [expected, healed, missing])).toEqual([[3, 3, 0]])
})

it('leaves what is younger than ten minutes to Stripe', async () => {
  const { stripe } = await aComparedStripe()
  stripe.sent = [{ id: anId(), at: Date.now() - 9 * MINUTE_MS }]

  await reconcile()

  expect(stripe.asked).toEqual(['GET /v1/events'])
  expect(await listDaySums(db, '2000-01-01')).toEqual([])
})

it('fetches nothing that happened before it first looked', async () => {
  const stripe = aStripe()
  anEngine(undefined, { 'stripe.test': stripe.answer })
  stripe.sent = [{ id: anId(), at: Date.now() - 20 * MINUTE_MS }]

  await reconcile()

  expect(stripe.asked).toEqual(['GET /v1/events'])
})

it('waits as long as Stripe says when it asks too often, and goes on where it was', async () => {
  const { stripe, at } = await aComparedStripe()
  stripe.sent = [anId(), anId(), anId()].map((id, i) => ({ id, at: at - i }))
  let refusals = 1
  stripe.instead = ({ url }) => {
    if (!url.includes('starting_after') || refusals-- < 1) return undefined
    return Response.json(
      { error: { message: 'slow down' } },
      { status: 429, headers: { 'retry-after': '7' } },
    )
  }

  const run = await reconcile()

  expect(run.steps['compare-stripe-0']).toBe(2)
  expect(stripe.asked.filter((asked) => asked === 'GET /v1/events')).toHaveLength(3)
  expect(await listDaySums(db, '2000-01-01')).toMatchObject([{ expected: 3, healed: 3 }])
})

it('begins the walk anew where Stripe has forgotten the place, and keeps what it had found', async () => {
  const { stripe, at } = await aComparedStripe()
  const place = await openReconciliation(db, {
    ...aStripeChannel,
    comparedTo: new Date(0),
    checkedAt: new Date(0),
  })
  await keepPage(db, place, {
    days: {},
    missing: [
      { senderId: 'evt_found', attemptId: 'evt_found', type: 'invoice.paid', occurredAt: new Date(at) },
    ],
    to: { ...place, walkFrom: new Date(at), nextPage: 'evt_forgotten' },
  })
  const id = anId()
  stripe.sent = [{ id, at: at - 1000 }]
  stripe.instead = ({ url }) => (url.includes('starting_after=evt_forgotten') ? forgotten() : undefined)

  const run = await reconcile()

  expect(run.output).toEqual({ stripe: { missing: 1 } })
  expect(await listMissing(db, 'stripe', 10)).toMatchObject([{ senderId: 'evt_found' }])
  expect(await listDaySums(db, '2000-01-01')).toMatchObject([{ expected: 1, healed: 1 }])
  expect(await listReconciliations(db)).toMatchObject([{ comparedTo: new Date(at), nextPage: null }])
})

it('keeps its place where Stripe refuses the whole list, not the page', async () => {
  const { stripe, at } = await aComparedStripe()
  const place = await openReconciliation(db, {
    ...aStripeChannel,
    comparedTo: new Date(0),
    checkedAt: new Date(0),
  })
  const to = { ...place, walkFrom: new Date(at), nextPage: 'evt_known' }
  await keepPage(db, place, { days: {}, missing: [], to })
  stripe.instead = forgotten

  expect(await reconcile()).toMatchObject({ status: 'failed' })

  expect(await listReconciliations(db)).toMatchObject([{ nextPage: 'evt_known' }])
})

it('tells a person of what Stripe lists and no longer gives', async () => {
  const { stripe, engine, at } = await aComparedStripe()
  const id = anId()
  stripe.sent = [{ id, at }]
  stripe.instead = ({ url }) =>
    url.endsWith(id)
      ? Response.json({ error: { type: 'invalid_request_error', message: 'gone' } }, { status: 404 })
      : undefined

  const run = await reconcile()

  expect(run.output).toEqual({ stripe: { missing: 1 } })
  expect(engine.alerts).toEqual(['Millrace: 1 deliveries are on the list of stripe and not here'])
  expect(await listDaySums(db, '2000-01-01')).toMatchObject([
    { expected: 1, received: 0, healed: 0, missing: 1 },
  ])
})

it('fetches the snapshot of which only the thin copy came in, and tells its function', async () => {
  const { stripe, engine, at } = await aComparedStripe()
  const id = anId()
  const thin = aDelivery({ key: `stripe:${id}`, type: 'v1.checkout.session.completed', isHandled: false })
  const shard = inboxFor(env, thin.key)
  await shard.accept(thin)
  await runDueAlarms(shard)
  stripe.sent = [{ id, at }]

  await reconcile()
  await runDueAlarms(shard)

  expect(await shard.read(thin.key)).toMatchObject({
    type: 'checkout.session.completed',
    status: 'announced',
  })
  expect(announcementsOf(engine, thin.key)).toEqual([0])
})

it('compares every type that a function handles: those that only /v2 tells would need its list as well', () => {
  expect(handledStripeTypes.filter((type) => type.startsWith('v2.'))).toEqual([])
})
