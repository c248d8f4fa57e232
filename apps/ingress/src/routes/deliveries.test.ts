import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { aTeam } from '@repo/testing/a-team'
import { beforeAll, describe, expect, it } from 'vitest'
import { anEngine, announcementsOf } from '../../test/engine.ts'
import { aDelivery } from '../../test/a-delivery.ts'
import { runDueAlarms } from '../../test/shard.ts'
import { inboxFor } from '../inbox/inbox-for.ts'

const call = (method: string, path: string, authorization?: string): Promise<Response> =>
  exports.default.fetch(`https://gateway/v1/deliveries/${path}`, {
    method,
    ...(authorization && { headers: { authorization } }),
  })

let operator: string
let customer: string

beforeAll(async () => {
  const db = createDb(env.DB)
  operator = (await aTeam(db, { scopes: ['operator'] })).authorization
  customer = (await aTeam(db)).authorization
})

/** A delivery that was announced, and the engine that heard it. */
async function anAnnounced() {
  const engine = anEngine()
  const delivery = aDelivery({ headers: { 'stripe-signature': 't=1,v1=abc' } })
  await inboxFor(env, delivery.key).accept(delivery)
  await runDueAlarms(inboxFor(env, delivery.key))
  return { engine, key: delivery.key, receivedAt: delivery.receivedAt }
}

describe.each([
  ['GET', ''],
  ['POST', '/replay'],
])('%s of a delivery%s', (method, suffix) => {
  it('needs the scope of an operator', async () => {
    const { engine, key } = await anAnnounced()

    expect((await call(method, key + suffix)).status).toBe(401)
    expect((await call(method, key + suffix, 'Bearer guessed')).status).toBe(401)
    expect((await call(method, key + suffix, customer)).status).toBe(403)

    await runDueAlarms(inboxFor(env, key))
    expect(announcementsOf(engine, key)).toEqual([0])
  })

  it('that does not exist is answered 404', async () => {
    const response = await call(method, `stripe:evt_none${suffix}`, operator)

    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'not_found', field: 'id' })
  })
})

it('shows what became of a delivery, and neither its body nor its headers', async () => {
  const { key, receivedAt } = await anAnnounced()

  const response = await call('GET', key, operator)

  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    id: key,
    source: 'stripe',
    type: 'checkout.session.completed',
    objectId: 'cs_1',
    objectKey: null,
    sequence: null,
    ordering: null,
    announcement: 0,
    status: 'announced',
    receivedAt: new Date(receivedAt).toISOString(),
  })
})

it('replays a delivery', async () => {
  const { engine, key } = await anAnnounced()

  const response = await call('POST', `${key}/replay`, operator)
  await runDueAlarms(inboxFor(env, key))

  expect(response.status).toBe(202)
  expect(await response.json()).toEqual({ deliveryId: key, announcement: 1 })
  expect(announcementsOf(engine, key)).toEqual([0, 1])
})
