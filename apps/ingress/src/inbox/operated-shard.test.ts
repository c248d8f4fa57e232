import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine, announcementsOf } from '../../test/engine.ts'
import { aShard, pass, projected, runDueAlarms } from '../../test/shard.ts'
import { utf8 } from '../../test/sign.ts'
import { inboxFor } from './inbox-for.ts'

/** A delivery that was announced and failed in a function. */
async function aFailed(reason = 'no such team') {
  const engine = anEngine()
  const shard = aShard()
  const delivery = aDelivery({ headers: { 'stripe-signature': 't=1,v1=00' } })
  await shard.accept(delivery)
  await runDueAlarms(shard)
  await shard.settle(delivery.key, 'billing-stripe-webhook', 'failed', 'run-1', {
    announcement: 0,
    reason,
  })
  return { engine, shard, key: delivery.key }
}

it('keeps what each announcement came to, however often a delivery is replayed', async () => {
  const { shard, key } = await aFailed()

  pass(5_000)
  await shard.replay(key, 'replay-1')
  await runDueAlarms(shard)
  await shard.settle(key, 'billing-stripe-webhook', 'handled', 'run-2', { announcement: 1 })

  const failed = {
    functionId: 'billing-stripe-webhook',
    outcome: 'failed',
    runId: 'run-1',
    reason: 'no such team',
  }
  expect((await shard.inspect(key))?.attempts).toEqual([
    {
      announcement: 0,
      status: 'failed',
      eventId: `engine's ${key}#0`,
      error: 'no such team',
      verdicts: [failed],
      replacedAt: expect.any(Number),
      replayId: 'replay-1',
    },
    {
      announcement: 1,
      status: 'handled',
      eventId: `engine's ${key}#1`,
      error: null,
      verdicts: [{ ...failed, outcome: 'handled', runId: 'run-2', reason: null }],
      replacedAt: null,
      replayId: null,
    },
  ])
})

it('keeps of a reason what may be shown, however much a function throws', async () => {
  const { shard, key } = await aFailed(`no way to ada@example.com ${'x'.repeat(300_000)}`)
  await runDueAlarms(shard)

  const kept = `no way to …@… ${'x'.repeat(286)}`
  expect((await shard.inspect(key))?.attempts[0]?.verdicts[0]?.reason).toBe(kept)
  expect(await projected(key)).toMatchObject({ error: kept })
})

it('makes one announcement of one replay, though it is asked for again', async () => {
  const { engine, shard, key } = await aFailed()

  const asked = [await shard.replay(key, 'replay-1'), await shard.replay(key, 'replay-1')]
  await runDueAlarms(shard)
  asked.push(await shard.replay(key, 'replay-1'), await shard.replay(key, 'replay-2'))
  await runDueAlarms(shard)

  expect(asked).toEqual([1, 1, 1, 2])
  expect(announcementsOf(engine, key)).toEqual([0, 1, 2])
})

it('forgets past attempts with their delivery', async () => {
  const { shard, key } = await aFailed()
  await shard.replay(key, 'replay-1')
  await runDueAlarms(shard)

  await shard.prune(0, Date.now() + 1)

  const left = await runInDurableObject(shard, (_, { storage }) =>
    storage.sql.exec('SELECT count(*) AS count FROM past_attempts').one(),
  )
  expect(left).toEqual({ count: 0 })
})

it('knows which keys never came in', async () => {
  const { shard, key } = await aFailed()

  expect(await shard.listUnknown(['stripe:evt_none', key])).toEqual(['stripe:evt_none'])
})

it('finds whose bodies speak of a person in any case, stretch by stretch', async () => {
  const shard = aShard()
  const body = utf8('{"customer_email":"Ada@Example.com"}')
  await shard.accept(aDelivery({ key: 'stripe:evt_a', body }))
  await shard.accept(aDelivery({ key: 'stripe:evt_b' }))
  await shard.accept(aDelivery({ key: 'stripe:evt_c', body: null, bodyRef: 'bodies/1' }))

  await shard.accept(aDelivery({ key: 'stripe:evt_d', body }))

  const first = await shard.searchBodies(['nobody@example.com', 'ADA@example.com'], '', 2)
  const second = await shard.searchBodies(['ada@example.com'], first.after ?? '', 2)

  expect(first).toEqual({ keys: ['stripe:evt_a'], after: 'stripe:evt_b' })
  expect(second).toEqual({ keys: ['stripe:evt_d'], after: null })
})

it('erases bytes and headers, keeps what became of the delivery, and replays it no more', async () => {
  const { shard, key } = await aFailed()

  await shard.eraseDeliveries([key], 'erasure-1')

  expect(await shard.inspect(key)).toMatchObject({ body: null, bodyRef: null, status: 'failed' })
  expect((await shard.inspect(key))?.headers).toEqual({})
  expect(await shard.replay(key, 'replay-1')).toBeNull()
  expect((await shard.inspect(key))?.attempts).toHaveLength(1)
})

it('shows D1 whom a delivery is about and what GitHub calls it', async () => {
  anEngine()
  const headers = { 'x-github-delivery': 'guid-1' }
  const delivery = aDelivery({ customerId: '9', source: 'github', headers })
  const shard = inboxFor(env, delivery.key)

  await shard.accept(delivery)
  await runDueAlarms(shard)

  expect(await projected(delivery.key)).toMatchObject({ customerId: '9', senderId: 'guid-1' })
})
