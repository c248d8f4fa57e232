import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { addErasure, getErasure } from '@repo/db/erasures'
import { loseFirstAnswer } from '@repo/testing/lose-first-answer'
import { runFunction } from '@repo/testing/run-function'
import { expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine } from '../../test/engine.ts'
import { aStripeBody, postAsStripe } from '../../test/send.ts'
import { projected, runDueAlarms } from '../../test/shard.ts'
import { utf8 } from '../../test/sign.ts'
import { inboxFor } from '../inbox/inbox-for.ts'

const db = createDb(env.DB)

async function aWebhook(more: object): Promise<string> {
  const { key, body } = aStripeBody(more)
  await postAsStripe(body)
  return key
}

async function erase(mentions: string[], options = {}) {
  const id = crypto.randomUUID()
  await addErasure(db, { id, mentions, requestedAt: new Date() })
  return { id, run: await start(id, options) }
}

const start = (id: string, options = {}) =>
  runFunction(exports.default, {
    app: 'ingress',
    functionId: 'erase-person',
    event: { name: 'ops/erasure.requested', data: { erasureId: id } },
    ...options,
  })

const known = {
  source: 'stripe',
  type: 'checkout.session.completed',
  objectKey: null,
  sequence: null,
  ordering: null,
  announcement: 0,
  status: 'pending',
  receivedAt: expect.any(Number),
  sizeBytes: expect.any(Number),
}

const stored = (key: string) => inboxFor(env, key).read(key)

it('reaches every body that mentions the person, in the shards and in R2, and no other', async () => {
  anEngine()
  const small = await aWebhook({
    data: { object: { id: 'cs_1', customer: 'cus_123456' } },
    email: 'Ada@Example.com',
  })
  const large = await aWebhook({ email: 'ada@example.com', note: 'x'.repeat(100 * 1024) })
  const bodyRef = (await stored(large))?.bodyRef ?? ''
  const others = [
    await aWebhook({ email: 'bob@example.com' }),
    await aWebhook({ email: 'not.ada@example.com' }),
    await aWebhook({ email: 'bob@example.com', note: 'y'.repeat(100 * 1024) }),
  ]

  const { id, run } = await erase(['ada@example.com'])

  expect(run.output).toMatchObject({ erased: 2 })
  for (const key of [small, large]) {
    expect(await stored(key)).toEqual({
      ...known,
      key,
      headers: {},
      body: null,
      bodyRef: null,
      objectId: null,
      customerId: null,
    })
    expect(await exports.Deliveries.read(key)).toBeNull()
  }
  expect(await env.BODIES.head(bodyRef)).toBeNull()
  for (const key of others) expect(await exports.Deliveries.read(key)).not.toBeNull()
  expect(await getErasure(db, id)).toMatchObject({ mentions: [], erased: 2, finishedAt: expect.any(Date) })
})

it('can break off anywhere and begin again', async () => {
  anEngine()
  const small = await aWebhook({ customer_email: 'eve@example.com' })
  const large = await aWebhook({ customer_email: 'eve@example.com', note: 'x'.repeat(100 * 1024) })

  const { run } = await erase(['eve@example.com'], {
    onStep: loseFirstAnswer,
  })

  expect(run).toMatchObject({ status: 'completed', output: { erased: 2 } })
  for (const key of [small, large]) expect(await stored(key)).toMatchObject({ body: null, bodyRef: null })
})

it('does nothing when it is asked for again once it is finished', async () => {
  anEngine()
  const { id } = await erase(['ada@example.com'])
  const key = await aWebhook({ email: 'bob@example.com' })

  await start(id)

  expect((await stored(key))?.body).not.toBeNull()
  expect(await getErasure(db, id)).toMatchObject({ erased: 0 })
})

it('reaches D1: it shows no longer whom the delivery was about', async () => {
  anEngine()
  const key = await aWebhook({ data: { object: { id: 'in_1', customer: 'cus_654321' } } })
  await runDueAlarms(inboxFor(env, key))
  expect(await projected(key)).toMatchObject({ objectId: 'in_1', customerId: 'cus_654321' })

  await erase(['cus_654321'])
  await runDueAlarms(inboxFor(env, key))

  expect(await projected(key)).toMatchObject({ objectId: null, customerId: null, status: 'announced' })
})

it('reaches a delivery that still waits in R2 for its shard', async () => {
  anEngine()
  const body = utf8('{"email":"zoe@example.com"}')
  const key = `stripe:evt_${crypto.randomUUID()}`
  const bodyRef = `bodies/${key}/abc`
  const delivery = aDelivery({ key, body: null, bodyRef, sizeBytes: body.length })
  await env.BODIES.put(bodyRef, body)
  await env.BODIES.put(`unfiled/${delivery.key}#abc`, JSON.stringify(delivery))

  const { run } = await erase(['zoe@example.com'])

  expect(run.output).toMatchObject({ erased: 1 })
  expect(await stored(key)).toMatchObject({ bodyRef: null })
  expect((await stored(key))?.headers).toEqual({})
  expect(await env.BODIES.head(bodyRef)).toBeNull()
})
