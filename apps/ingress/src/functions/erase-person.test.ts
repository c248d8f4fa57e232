import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { addErasure, getErasure } from '@repo/db/erasures'
import { loseFirstAnswer } from '@repo/testing/lose-first-answer'
import { runFunction } from '@repo/testing/run-function'
import { expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine } from '../../test/engine.ts'
import { aStripeBody, postAsStripe } from '../../test/send.ts'
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
  const run = await runFunction(exports.default, {
    app: 'ingress',
    functionId: 'erase-person',
    event: { name: 'ops/erasure.requested', data: { erasureId: id } },
    ...options,
  })
  return { id, run }
}

const stored = (key: string) => inboxFor(env, key).read(key)

it('reaches every body that mentions the person, in the shards and in R2, and no other', async () => {
  anEngine()
  const small = await aWebhook({ email: 'Ada@Example.com' })
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
    const erased = await stored(key)
    expect(erased).toMatchObject({ body: null, bodyRef: null })
    expect(erased?.headers).toEqual({})
    expect(await exports.Deliveries.read(key)).toBeNull()
  }
  expect(await env.BODIES.head(bodyRef)).toBeNull()
  for (const key of others) expect(await exports.Deliveries.read(key)).not.toBeNull()
  expect(await getErasure(db, id)).toMatchObject({ mentions: [], erased: 2, finishedAt: expect.any(Date) })
})

it('can break off anywhere and begin again', async () => {
  anEngine()
  const key = await aWebhook({ customer_email: 'eve@example.com' })

  const { run } = await erase(['eve@example.com'], {
    onStep: loseFirstAnswer,
  })

  expect(run.status).toBe('completed')
  expect(await stored(key)).toMatchObject({ body: null })
})

it('reaches a delivery that still waits in R2 for its shard', async () => {
  anEngine()
  const body = utf8('{"email":"zoe@example.com"}')
  const claim = { body: null, bodyRef: 'bodies/of-zoe', sizeBytes: body.length }
  const delivery = aDelivery({ ...claim, headers: { 'stripe-signature': 't=1,v1=00' } })
  await env.BODIES.put('bodies/of-zoe', body)
  await env.BODIES.put(`unfiled/${delivery.key}`, JSON.stringify(delivery))

  const { run } = await erase(['zoe@example.com'])

  expect(run.output).toMatchObject({ erased: 1 })
  const erased = await stored(delivery.key)
  expect(erased?.bodyRef).toBeNull()
  expect(erased?.headers).toEqual({})
  expect((await env.BODIES.list()).objects.map(({ key }) => key)).not.toContain('bodies/of-zoe')
})
