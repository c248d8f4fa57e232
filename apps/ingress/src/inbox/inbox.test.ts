import { abortAllDurableObjects, runDurableObjectAlarm } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine, takes } from '../../test/engine.ts'
import { again, alarmOf, aShard, forgetAlarm, pass, projected, runDueAlarms } from '../../test/shard.ts'
import { digest, utf8 } from '../../test/sign.ts'

describe('a delivery', () => {
  it('is announced once, by an event that names it', async () => {
    const engine = anEngine()
    const [shard, delivery] = [aShard(), aDelivery({ type: 'charge.succeeded', objectId: 'ch_1' })]

    await shard.accept(delivery)
    await runDueAlarms(shard)

    const { key } = delivery
    const data = { deliveryId: key, announcement: 0, type: 'charge.succeeded', objectId: 'ch_1' }
    expect(engine.batches).toEqual([[{ id: `${key}#0`, name: 'stripe/webhook.received', data }]])
    expect(await shard.read(key)).toMatchObject({ status: 'announced', announcement: 0 })
    expect(await projected(key)).toMatchObject({ status: 'announced', eventId: `engine's ${key}#0` })
    expect(await alarmOf(shard)).toBeNull()
  })

  it('stays as it is when a copy of it comes in, before and after it is announced', async () => {
    const engine = anEngine()
    const [shard, delivery] = [aShard(), aDelivery()]
    const copy = { ...delivery, body: utf8('another body'), type: 'another.type' }

    await shard.accept(delivery)
    await shard.accept(copy)
    await runDueAlarms(shard)
    await shard.accept(copy)
    await runDueAlarms(shard)

    expect(engine.taken).toEqual([`${delivery.key}#0`])
    expect(await shard.read(delivery.key)).toMatchObject({ type: delivery.type })
    expect(await digest((await shard.read(delivery.key))?.body)).toBe(await digest(delivery.body))
  })

  it('of a type that nobody handles is kept and shown, and never announced', async () => {
    const engine = anEngine()
    const [shard, delivery] = [aShard(), aDelivery({ isHandled: false })]

    await shard.accept(delivery)
    await runDueAlarms(shard)

    expect(engine.batches).toEqual([])
    expect(await shard.read(delivery.key)).toMatchObject({ status: 'not_handled' })
    expect(await projected(delivery.key)).toMatchObject({ status: 'not_handled', eventId: null })
  })

  it('waits for no other: a hundred go in a batch, oldest first, and the rest right after', async () => {
    const engine = anEngine()
    const shard = aShard()
    const deliveries = Array.from({ length: 230 }, () => aDelivery())

    for (const delivery of deliveries) {
      pass(1)
      await shard.accept(delivery)
    }
    await runDueAlarms(shard)

    expect(engine.batches.map((batch) => batch.length)).toEqual([100, 100, 30])
    expect(engine.taken).toEqual(deliveries.map(({ key }) => `${key}#0`))
    expect(await projected(deliveries.at(-1)?.key ?? '')).toMatchObject({ status: 'announced' })
    expect(await shard.wake()).toMatchObject({ pending: 0 })
  })

  it('that comes in while the engine is answering is announced next', async () => {
    const [shard, first, second] = [aShard(), aDelivery(), aDelivery()]
    const engine = anEngine(async (batch) => {
      if (engine.batches.length === 1) await again(shard).accept(second)
      return takes(batch, engine)
    })

    await shard.accept(first)
    await runDueAlarms(shard)

    expect(engine.taken).toEqual([`${first.key}#0`, `${second.key}#0`])
  })
})

describe('by the real clock', () => {
  beforeEach(() => {
    vi.useRealTimers()
  })

  afterEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 })
  })

  it('the alarm comes by itself, and again for what comes in while it runs', async () => {
    const [shard, first, second] = [aShard(), aDelivery(), aDelivery()]
    const engine = anEngine(async (batch) => {
      if (engine.batches.length === 1) await again(shard).accept(second)
      return takes(batch, engine)
    })

    await shard.accept(first)
    await vi.waitFor(async () => expect(await projected(second.key)).toMatchObject({ status: 'announced' }))

    expect(engine.taken).toEqual([`${first.key}#0`, `${second.key}#0`])
    expect(await alarmOf(shard)).toBeNull()
  })
})

describe('a killed shard', () => {
  it('has lost nothing that it accepted', async () => {
    const engine = anEngine()
    const [shard, delivery] = [aShard(), aDelivery()]
    await shard.accept(delivery)

    await abortAllDurableObjects()
    const revived = again(shard)
    await runDueAlarms(revived)

    expect(engine.taken).toEqual([`${delivery.key}#0`])
    expect(await revived.read(delivery.key)).toMatchObject({ status: 'announced' })
  })

  it('says the same id again when it did not live to note the answer', async () => {
    const [shard, delivery] = [aShard(), aDelivery()]
    const engine = anEngine((batch) => {
      void takes(batch, engine)
      return new Promise(() => {})
    })
    await shard.accept(delivery)
    const alarm = runDurableObjectAlarm(shard).catch((error: Error) => error.message)
    await vi.waitFor(() => expect(engine.taken).toHaveLength(1), { interval: 1 })

    await abortAllDurableObjects()
    expect(await alarm).toContain('abortAllDurableObjects')
    engine.answer = takes
    const revived = again(shard)
    await revived.wake()
    await runDueAlarms(revived)

    expect(engine.batches.map((batch) => batch.map(({ id }) => id))).toEqual([
      [`${delivery.key}#0`],
      [`${delivery.key}#0`],
    ])
    expect(await revived.read(delivery.key)).toMatchObject({ status: 'announced' })
  })
})

it('how often a secret let something in outlives a shard that was killed after its alarm', async () => {
  anEngine()
  const shard = aShard()
  await shard.accept(aDelivery({ secretId: 'a1b2c3d4' }))
  await runDueAlarms(shard)

  await abortAllDurableObjects()

  const { secretUses } = await again(shard).wake()
  expect(secretUses).toMatchObject([{ secretId: 'a1b2c3d4', hits: 1 }])
})

describe('a lost alarm', () => {
  it('is set again by a look at the shard', async () => {
    const engine = anEngine()
    const [shard, delivery] = [aShard(), aDelivery()]
    await shard.accept(delivery)
    await forgetAlarm(shard)

    expect(await shard.wake()).toMatchObject({ pending: 1, oldestDueAt: delivery.receivedAt })
    await runDueAlarms(shard)

    expect(engine.taken).toHaveLength(1)
  })

  it('is not set where nothing is to be done', async () => {
    const shard = aShard()

    expect(await shard.wake()).toMatchObject({ pending: 0, oldestDueAt: null })
    expect(await alarmOf(shard)).toBeNull()
  })
})
