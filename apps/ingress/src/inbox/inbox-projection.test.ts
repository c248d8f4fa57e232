import { env } from 'cloudflare:workers'
import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { createDb } from '@repo/db'
import { type DeliveryFact, projectDeliveries } from '@repo/db/deliveries'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine, answers } from '../../test/engine.ts'
import { again, alarmOf, aShard, pass, projected, runDueAlarms, type Shard } from '../../test/shard.ts'
import type { Inbox } from './inbox.ts'

const DAY_MS = 86_400_000

const rename = (from: string, to: string) => env.DB.exec(`ALTER TABLE ${from} RENAME TO ${to}`)

/** Puts something before whatever the shard sends to D1. */
const beforeD1 = (shard: Shard, hook: (instance: Inbox) => Promise<void>) =>
  runInDurableObject(shard, (instance: Inbox) => {
    const prepare = (query: string) => env.DB.prepare(query)
    const batch = async (statements: D1PreparedStatement[]) => {
      await hook(instance)
      return env.DB.batch(statements)
    }
    Object.assign(instance, { env: { ...env, DB: { prepare, batch } } })
  })

describe('while D1 is broken', () => {
  it('everything is announced once, and shown when D1 is back', async () => {
    const engine = anEngine()
    const [shard, first, second] = [aShard(), aDelivery(), aDelivery()]
    await rename('deliveries', 'broken')

    await shard.accept(first)
    await runDueAlarms(shard)
    expect(await shard.wake()).toMatchObject({ pending: 0, projectionFailures: 1 })
    pass(10)
    await shard.accept(second)
    await runDueAlarms(shard)
    for (let i = 0; i < 10; i++) {
      pass(60_000)
      await runDueAlarms(shard)
    }
    expect((await shard.wake()).projectionFailures).toBeGreaterThan(5)

    await rename('broken', 'deliveries')
    pass(60_000)
    await runDueAlarms(shard)

    expect(engine.taken).toEqual([`${first.key}#0`, `${second.key}#0`])
    expect(await projected(first.key)).toMatchObject({ status: 'announced' })
    expect(await projected(second.key)).toMatchObject({ status: 'announced' })
    expect(await shard.wake()).toMatchObject({ projectionFailures: 0 })
    expect(await alarmOf(shard)).toBeNull()
  })

  it('is left alone until its time, whatever is announced meanwhile', async () => {
    const engine = anEngine()
    const [shard, delivery] = [aShard(), aDelivery()]
    const isAway = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('D1 is away')))
    await beforeD1(shard, isAway)
    await shard.accept(aDelivery())
    await runDueAlarms(shard)
    expect(isAway).toHaveBeenCalledTimes(1)

    await shard.accept(delivery)
    await runDueAlarms(shard)

    expect(engine.taken).toContain(`${delivery.key}#0`)
    expect(isAway).toHaveBeenCalledTimes(1)
  })

  it('the shard backs off, at most a minute', async () => {
    anEngine()
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const shard = aShard()
    await rename('deliveries', 'broken')
    await shard.accept(aDelivery())
    await runDueAlarms(shard)

    const waits = []
    for (let i = 0; i < 8; i++) {
      const waitMs = ((await alarmOf(shard)) ?? 0) - Date.now()
      waits.push(waitMs / 1_000)
      pass(waitMs)
      await runDueAlarms(shard)
    }
    await rename('broken', 'deliveries')

    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
  })
})

describe('while D1 hangs', () => {
  afterEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  })

  it('the shard leaves it after five seconds', async () => {
    const engine = anEngine()
    const [shard, delivery] = [aShard(), aDelivery()]
    const hangs = vi.fn<() => Promise<void>>(() => new Promise(() => {}))
    await beforeD1(shard, hangs)
    await shard.accept(delivery)

    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: Date.now() })
    const alarm = runDurableObjectAlarm(shard)
    while (hangs.mock.calls.length === 0) await alarmOf(shard)
    await runInDurableObject(shard, () => vi.advanceTimersByTimeAsync(5_000))
    await alarm

    expect(engine.taken).toHaveLength(1)
    expect(await shard.wake()).toMatchObject({ projectionFailures: 1 })
  })
})

it('shows what waits while the engine is away', async () => {
  anEngine(answers(503))
  const [shard, delivery] = [aShard(), aDelivery()]

  await shard.accept(delivery)
  await runDueAlarms(shard)

  expect(await projected(delivery.key)).toMatchObject({
    status: 'pending',
    source: 'stripe',
    type: delivery.type,
    objectId: 'cs_1',
    sizeBytes: delivery.sizeBytes,
    receivedAt: new Date(delivery.receivedAt),
  })
})

it('shows a change that came while the one before it was on its way', async () => {
  anEngine()
  const [shard, { key }] = [aShard(), aDelivery()]
  let isFirst = true
  await beforeD1(shard, async (instance) => {
    if (isFirst) await instance.settle(key, 'function-1', 'handled', 'run-1')
    isFirst = false
  })

  await shard.accept(aDelivery({ key }))
  await runDueAlarms(shard)

  expect(await projected(key)).toMatchObject({ status: 'handled', runId: 'run-1' })
})

it('is not overtaken by an older state', async () => {
  const db = createDb(env.DB)
  const { key } = aDelivery()
  const fact: DeliveryFact = {
    id: key,
    source: 'stripe',
    type: 'charge.succeeded',
    objectId: null,
    objectKey: null,
    sequence: null,
    ordering: null,
    status: 'announced',
    announcement: 0,
    sizeBytes: 1,
    eventId: null,
    runId: null,
    error: null,
    receivedAt: Date.now(),
    revision: 2,
  }

  await projectDeliveries(db, [fact])
  await projectDeliveries(db, [{ ...fact, status: 'pending', revision: 1 }])

  expect(await projected(key)).toMatchObject({ status: 'announced', revision: 2 })
})

describe('after the newest delivery was pruned', () => {
  const prune = (shard: Shard | Inbox) => shard.prune(Date.now(), Date.now())

  it('the projection follows what comes next', async () => {
    anEngine()
    const [shard, old, next] = [aShard(), aDelivery({ receivedAt: Date.now() - DAY_MS }), aDelivery()]
    await shard.accept(old)
    await runDueAlarms(shard)
    expect(await prune(shard)).toEqual({ touched: 2, isDone: true })

    await shard.accept(next)
    await runDueAlarms(shard)

    expect(await projected(next.key)).toMatchObject({ status: 'announced' })
  })

  it('the alarm comes to rest though D1 never saw that delivery', async () => {
    anEngine()
    const [shard, old] = [aShard(), aDelivery({ receivedAt: Date.now() - DAY_MS, isHandled: false })]
    await shard.accept(old)
    await prune(shard)

    await runDueAlarms(shard)

    expect(await alarmOf(shard)).toBeNull()
    expect(await projected(old.key)).toBeUndefined()
  })

  it('the projection follows even when the shard was killed in between', async () => {
    anEngine()
    const [shard, old, next] = [aShard(), aDelivery({ receivedAt: Date.now() - DAY_MS }), aDelivery()]
    await shard.accept(old)
    await runDueAlarms(shard)
    await prune(shard)

    await abortAllDurableObjects()
    await again(shard).accept(next)
    await runDueAlarms(again(shard))

    expect(await projected(next.key)).toMatchObject({ status: 'announced' })
  })

  it('the projection follows even when that happened while the delivery was on its way to D1', async () => {
    anEngine()
    const [shard, old] = [aShard(), aDelivery({ receivedAt: Date.now() - DAY_MS, isHandled: false })]
    const next = aDelivery({ isHandled: false })
    let isFirst = true
    await beforeD1(shard, async (instance) => {
      if (isFirst) {
        await prune(instance)
        await instance.accept(next)
      }
      isFirst = false
    })

    await shard.accept(old)
    await runDueAlarms(shard)

    expect(await projected(next.key)).toMatchObject({ status: 'not_handled' })
  })
})
