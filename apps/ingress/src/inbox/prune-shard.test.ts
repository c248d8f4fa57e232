import { expect, it } from 'vitest'
import { runInDurableObject } from 'cloudflare:test'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine, answers, takes } from '../../test/engine.ts'
import { aShard, pass, runDueAlarms } from '../../test/shard.ts'
import { ObjectStore } from './object-store.ts'

const DAY_MS = 86_400_000

/** A delivery that came in, was announced and is forgotten after 90 days. */
async function aForgotten(signsTime: boolean) {
  const engine = anEngine()
  const [shard, delivery] = [aShard(), aDelivery({ signsTime })]
  await shard.accept(delivery)
  await runDueAlarms(shard)
  await shard.prune(delivery.receivedAt + DAY_MS, delivery.receivedAt + DAY_MS)
  expect(await shard.read(delivery.key)).toBeNull()
  return { engine, shard, delivery }
}

it('a body whose signature says no time does not come in again, however long ago it was forgotten', async () => {
  const { engine, shard, delivery } = await aForgotten(false)

  await shard.accept(delivery)
  await runDueAlarms(shard)

  expect(await shard.read(delivery.key)).toBeNull()
  expect(engine.taken).toEqual([`${delivery.key}#0`])
})

it('one whose signature says its time leaves nothing behind: the door refuses it as too old', async () => {
  const { shard, delivery } = await aForgotten(true)

  await shard.accept(delivery)

  expect(await shard.read(delivery.key)).toMatchObject({ status: 'pending' })
})

it('nothing that still waits is forgotten', async () => {
  const [shard, delivery] = [aShard(), aDelivery()]
  await shard.accept(delivery)

  await shard.prune(delivery.receivedAt + DAY_MS, delivery.receivedAt + DAY_MS)

  expect(await shard.read(delivery.key)).toMatchObject({ status: 'pending' })
})

it('what it passed over because it waited is forgotten later, once it was announced', async () => {
  const engine = anEngine(answers(503))
  const [shard, waiting, other] = [aShard(), aDelivery(), aDelivery()]
  await shard.accept(waiting)
  await runDueAlarms(shard)
  await shard.prune(Date.now() + 1, Date.now() + 1)

  engine.answer = takes
  pass(60_000)
  await shard.accept(other)
  await runDueAlarms(shard)
  await shard.prune(Date.now() + 1, Date.now() + 1)

  expect(await shard.read(waiting.key)).toBeNull()
  expect(await shard.read(other.key)).toBeNull()
})

it('goes on where it stopped, a stretch at a time, and stops at what is too young', async () => {
  const [shard, young] = [aShard(), aDelivery()]
  await runInDurableObject(shard, (_, { storage }) => {
    storage.sql.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
      INSERT INTO deliveries (key, source, type, status, received_at, due_at, headers, size_bytes, seq, body_id)
      SELECT 'stripe:evt_' || i, 'stripe', 'invoice.paid', 'handled', i, i, '{}', 1, i, i FROM n`)
    storage.sql.exec(`INSERT INTO bodies SELECT body_id, x'00' FROM deliveries`)
  })
  const countOf = (table: string) =>
    runInDurableObject(shard, (_, { storage }) =>
      Number(storage.sql.exec(`SELECT count(*) AS count FROM ${table}`).one()['count']),
    )

  expect(await shard.prune(2501, 1001)).toEqual({ touched: 2000 + 1000, isDone: false })
  expect([await countOf('bodies'), await countOf('deliveries')]).toEqual([500, 1500])
  expect(await shard.prune(2501, 1001)).toEqual({ touched: 500, isDone: true })
  expect([await countOf('bodies'), await countOf('deliveries')]).toEqual([0, 1500])
  await shard.accept(young)
  expect(await shard.prune(2501, 1001)).toEqual({ touched: 0, isDone: true })
})

it('what was too young is forgotten once it is old', async () => {
  const [shard, delivery] = [aShard(), aDelivery({ isHandled: false })]
  await shard.accept(delivery)
  expect(await shard.prune(delivery.receivedAt, delivery.receivedAt)).toEqual({ touched: 0, isDone: true })

  await shard.prune(delivery.receivedAt + 1, delivery.receivedAt + 1)

  expect(await shard.read(delivery.key)).toBeNull()
})

it('walks around the objects in stretches and forgets those of which nothing was heard', async () => {
  const [shard, now] = [aShard(), Date.now()]
  await shard.observe(
    [1, 2, 3].map((i) => ({ objectKey: `stripe:in_${i}`, sequence: i, deliveryKey: `d${i}` })),
  )
  pass(DAY_MS)
  await shard.observe([{ objectKey: 'stripe:in_2', sequence: 9, deliveryKey: 'd9' }])

  const rounds = await runInDurableObject(shard, (_, { storage }) => {
    const objects = new ObjectStore(storage.sql)
    return [1, 2, 3, 4].map(() => objects.prune(now + 1, 2))
  })

  expect(rounds).toEqual([1, 1, 0, 0])
  const news = [{ objectKey: 'stripe:in_2', sequence: 8, deliveryKey: 'd8' }]
  expect(await shard.observe(news)).toEqual(['stale'])
})
