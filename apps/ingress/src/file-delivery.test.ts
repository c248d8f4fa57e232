import { env } from 'cloudflare:workers'
import { createExecutionContext } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aDelivery } from '../test/a-delivery.ts'
import { anEngine, announcementsOf } from '../test/engine.ts'
import { aStripeBody } from '../test/send.ts'
import { runDueAlarms } from '../test/shard.ts'
import { digest, signedByStripe, utf8 } from '../test/sign.ts'
import type { Bindings } from './context.ts'
import { Deadline } from './deadline.ts'
import { fileDelivery } from './file-delivery.ts'
import { inboxFor } from './inbox/inbox-for.ts'
import type { DeliveryRecord } from './inbox/delivery-record.ts'
import worker from './index.ts'
import { watchInbox } from './watch-inbox.ts'

type Accept = (record: DeliveryRecord) => Promise<void>

const hangs = () => new Promise<never>(() => {})
const isOverloaded = () => Promise.reject(new Error('Durable Object is overloaded'))

const withShard = (accept: Accept): Bindings => ({
  ...env,
  INBOX: { getByName: () => ({ accept }) } as unknown as Bindings['INBOX'],
})

const withR2 = (bindings: Bindings, put: (name: string) => Promise<unknown>): Bindings => ({
  ...bindings,
  BODIES: { put } as unknown as R2Bucket,
})

const file = (bindings: Bindings, delivery: DeliveryRecord) =>
  fileDelivery(bindings, delivery, new Deadline(4_000))

async function unfiled(key: string): Promise<DeliveryRecord | undefined> {
  const { objects } = await env.BODIES.list({ prefix: `unfiled/${key}#` })
  return (await env.BODIES.get(objects[0]?.key ?? ''))?.json()
}

const bodyOf = async (record: DeliveryRecord | undefined) =>
  digest(await (await env.BODIES.get(record?.bodyRef ?? ''))?.arrayBuffer())

const large = () => {
  const body = new Uint8Array(100 * 1024 + 1)
  return aDelivery({ body, sizeBytes: body.length })
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: Date.now() })
})

afterEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
})

it('rests in its shard alone when that answers', async () => {
  const delivery = aDelivery()

  await file(env, delivery)

  expect(await inboxFor(env, delivery.key).read(delivery.key)).toMatchObject({ status: 'pending' })
  expect(await unfiled(delivery.key)).toBeUndefined()
})

describe.each<[string, Accept]>([
  ['does not answer in 4 s', hangs],
  ['is overloaded', isOverloaded],
])('when its shard %s', (_, accept) => {
  it('a delivery is filed in R2 and comes in later through the same door', async () => {
    const engine = anEngine()
    const delivery = aDelivery()

    const filed = file(withShard(accept), delivery)
    await vi.advanceTimersByTimeAsync(4_000)
    await filed

    const record = await unfiled(delivery.key)
    expect(record).toMatchObject({
      ...delivery,
      body: null,
      bodyRef: expect.stringMatching(/^bodies\/stripe:evt_\w+\/\w{64}$/),
    })
    expect(await bodyOf(record)).toBe(await digest(delivery.body))

    await watchInbox(env, new Date())
    await runDueAlarms(inboxFor(env, delivery.key))

    expect(announcementsOf(engine, delivery.key)).toEqual([0])
    expect(await unfiled(delivery.key)).toBeUndefined()
    expect(engine.alerts).toEqual([])
  })

  it('the sender is answered 202 as ever', async () => {
    const { key, body } = aStripeBody()
    const request = new Request('https://gateway/webhooks/stripe', {
      method: 'POST',
      headers: await signedByStripe(body),
      body,
    })
    const asked = Promise.withResolvers<void>()
    const bindings = withShard((record) => {
      asked.resolve()
      return accept(record)
    })

    const answered = worker.fetch(request, bindings, createExecutionContext())
    await asked.promise
    await vi.advanceTimersByTimeAsync(4_000)
    const response = await answered

    expect(response.status).toBe(202)
    expect(await response.json()).toEqual({ deliveryId: key })
    expect(await unfiled(key)).toMatchObject({ key })
  })
})

it('stays one delivery when it reached its shard after all', async () => {
  const engine = anEngine()
  const delivery = aDelivery()
  const shard = inboxFor(env, delivery.key)

  const filed = file(
    withShard(async (record) => {
      await shard.accept(record)
      return hangs()
    }),
    delivery,
  )
  while ((await shard.read(delivery.key)) === null);
  await vi.advanceTimersByTimeAsync(4_000)
  await filed
  await watchInbox(env, new Date())
  await runDueAlarms(shard)
  await watchInbox(env, new Date())
  await runDueAlarms(shard)

  expect(announcementsOf(engine, delivery.key)).toEqual([0])
  expect((await shard.read(delivery.key))?.body?.byteLength).toBe(delivery.sizeBytes)
})

it.each(['first', 'last'])('is not lost in R2 to its thin copy that comes in %s', async (thinComes) => {
  const engine = anEngine()
  const delivery = aDelivery()
  const thin = aDelivery({ key: delivery.key, isHandled: false, body: utf8('{"thin":true}') })

  for (const copy of thinComes === 'first' ? [thin, delivery] : [delivery, thin]) {
    await file(withShard(isOverloaded), copy)
  }
  await watchInbox(env, new Date())
  await runDueAlarms(inboxFor(env, delivery.key))

  expect(announcementsOf(engine, delivery.key)).toEqual([0])
})

it('is filed with the claim when its body is large', async () => {
  const delivery = large()

  await file(withShard(isOverloaded), delivery)

  const record = await unfiled(delivery.key)
  expect(record?.body).toBeNull()
  expect(await bodyOf(record)).toBe(await digest(delivery.body))
})

describe('is not taken, and the sender told to come again,', () => {
  const refusal = { code: 'unavailable', details: { retryAfterSeconds: 30 } }

  it('when neither its shard nor R2 is there', async () => {
    const bindings = withR2(withShard(isOverloaded), () => Promise.reject(new Error('R2 is away')))

    await expect(file(bindings, aDelivery())).rejects.toMatchObject(refusal)
  })

  it('when only its body could be kept', async () => {
    const bindings = withR2(withShard(isOverloaded), async (name) => {
      if (name.startsWith('unfiled/')) throw new Error('R2 is away')
    })

    await expect(file(bindings, aDelivery())).rejects.toMatchObject(refusal)
  })

  it('when its large body cannot be kept, and its shard never hears of it', async () => {
    const accept = vi.fn<Accept>()
    const bindings = withR2(withShard(accept), () => Promise.reject(new Error('R2 is away')))

    await expect(file(bindings, large())).rejects.toMatchObject(refusal)
    expect(accept).not.toHaveBeenCalled()
  })

  it('within 8 s when all of them hang', async () => {
    const bindings = withR2(withShard(hangs), hangs)

    const [small, big] = [file(bindings, aDelivery()), file(bindings, large())]
    const refused = Promise.all([small, big].map((filed) => expect(filed).rejects.toMatchObject(refusal)))
    for (let seconds = 0; seconds < 8; seconds++) {
      // The hashing in between takes its own, real time.
      await env.BODIES.head('nothing')
      await vi.advanceTimersByTimeAsync(1_000)
    }
    await refused
  })

  it('with 503 and Retry-After', async () => {
    const { body } = aStripeBody()
    const headers = await signedByStripe(body)
    const request = new Request('https://gateway/webhooks/stripe', { method: 'POST', headers, body })
    const bindings = withR2(withShard(isOverloaded), () => Promise.reject(new Error('R2 is away')))

    const response = await worker.fetch(request, bindings, createExecutionContext())

    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('30')
  })
})
