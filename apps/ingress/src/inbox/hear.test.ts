import { runInDurableObject } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { type Answer, anEngine, answers, takes } from '../../test/engine.ts'
import { aShard, pass, projected, runDueAlarms, type Shard } from '../../test/shard.ts'

const MINUTE_MS = 60_000

/** An engine that says it took the events and forgets them. */
const forgets: Answer = (batch) =>
  Response.json({ ids: batch.map(({ id }) => `engine's ${id}`), status: 200 })

async function anAnnounced(answer: Answer = forgets) {
  const engine = anEngine(answer)
  const [shard, { key }] = [aShard(), aDelivery()]
  await shard.accept(aDelivery({ key }))
  await runDueAlarms(shard)
  return { engine, shard, key }
}

async function look(shard: Shard, minutesLater: number) {
  pass(minutesLater * MINUTE_MS)
  const health = await shard.wake()
  await runDueAlarms(shard)
  return health
}

it('announces again what Inngest lost after its 200, under the same id', async () => {
  const { engine, shard, key } = await anAnnounced()

  await look(shard, 19)
  expect(engine.batches).toHaveLength(1)
  engine.answer = takes
  await look(shard, 2)

  expect(engine.batches.map((batch) => batch.map(({ id }) => id))).toEqual([[`${key}#0`], [`${key}#0`]])
  expect(engine.taken).toEqual([`${key}#0`])
})

it('looks again at what was too young, though what changed after it is settled', async () => {
  const { engine, shard, key } = await anAnnounced()
  const settled = aDelivery()
  await shard.accept(settled)
  await runDueAlarms(shard)
  await shard.settle(settled.key, 'function-1', 'handled', 'run-1')
  await look(shard, 1)

  engine.answer = takes
  await look(shard, 20)

  expect(engine.taken).toEqual([`${key}#0`])
})

it('leaves alone what a function has settled', async () => {
  const { engine, shard, key } = await anAnnounced()
  await shard.settle(key, 'function-1', 'handled', 'run-1')

  for (let i = 0; i < 5; i++) await look(shard, 21)

  expect(engine.batches).toHaveLength(1)
})

it('calls what was replayed without a function for it not handled again, at once', async () => {
  const engine = anEngine(forgets)
  const [shard, delivery] = [aShard(), aDelivery({ type: 'nobody.waits', isHandled: false })]
  await shard.accept(delivery)
  await shard.replay(delivery.key, 'replay-1')
  await runDueAlarms(shard)

  await look(shard, 21)

  expect(await projected(delivery.key)).toMatchObject({ status: 'not_handled' })
  expect(engine.batches).toHaveLength(1)
})

it('speaks of the unheard for a day', async () => {
  const { shard } = await anAnnounced()
  for (let i = 0; i < 3; i++) await look(shard, 21)

  expect(await look(shard, 22 * 60)).toMatchObject({ unheard: 1 })
  expect(await look(shard, 2 * 60)).toMatchObject({ unheard: 0 })
})

it('calls it unheard after an hour, until a function says a word after all', async () => {
  const { engine, shard, key } = await anAnnounced()
  for (let i = 0; i < 3; i++) await look(shard, 21)

  expect(await look(shard, 21)).toMatchObject({ unheard: 1, pending: 0 })
  expect(engine.batches).toHaveLength(3)
  expect(await projected(key)).toMatchObject({ status: 'unheard' })

  await shard.settle(key, 'function-1', 'handled', 'run-1')
  expect(await look(shard, 1)).toMatchObject({ unheard: 0 })
  expect(await projected(key)).toMatchObject({ status: 'handled' })
})

it('lets a person replay the unheard, and looks after that again', async () => {
  const { engine, shard, key } = await anAnnounced()
  for (let i = 0; i < 4; i++) await look(shard, 21)

  await shard.replay(key, crypto.randomUUID())
  await runDueAlarms(shard)
  await look(shard, 21)

  expect(engine.batches.slice(3).map((batch) => batch.map(({ id }) => id))).toEqual([
    [`${key}#1`],
    [`${key}#1`],
  ])
  expect((await shard.read(key))?.status).toBe('announced')
})

it('waits with everything else while Inngest is away', async () => {
  const { engine, shard, key } = await anAnnounced()
  engine.answer = answers(503)
  await look(shard, 21)
  expect(await shard.read(key)).toMatchObject({ status: 'pending' })

  engine.answer = takes
  pass(MINUTE_MS)
  await runDueAlarms(shard)

  expect(engine.taken).toEqual([`${key}#0`])
})

it('finds it behind any number that are settled, and reads those once', async () => {
  const { engine, shard } = await anAnnounced(takes)
  const settled = Array.from({ length: 150 }, () => aDelivery())
  for (const delivery of settled) await shard.accept(delivery)
  await runDueAlarms(shard)
  for (const { key } of settled) await shard.settle(key, 'function-1', 'handled', 'run-1')
  const lost = aDelivery()
  engine.answer = forgets
  await shard.accept(lost)
  await runDueAlarms(shard)
  engine.answer = takes

  await look(shard, 21)
  await look(shard, 0)

  expect(engine.taken).toContain(`${lost.key}#0`)
  const position = await runInDurableObject(
    shard,
    (_, state) =>
      state.storage.sql.exec<{ position: number }>(`SELECT position FROM cursors WHERE name = 'hear'`).one()
        .position,
  )
  expect(position).toBeGreaterThan(300)
})
