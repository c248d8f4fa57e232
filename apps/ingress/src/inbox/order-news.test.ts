import { env } from 'cloudflare:workers'
import type { DeliveryOrdering } from '@repo/db/deliveries'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine, type Engine } from '../../test/engine.ts'
import { aShard, projected, runDueAlarms } from '../../test/shard.ts'
import type { Bindings } from '../context.ts'
import { orderNews } from './order-news.ts'

let engine: Engine

beforeEach(() => {
  engine = anEngine()
})

const anObject = () => `stripe:sub_${crypto.randomUUID()}`

/** Announces news of the object, each from a shard of its own, and answers what the event said and D1 shows. */
async function announceNews(objectKey: string, sequence: number, delivery = aDelivery()) {
  const shard = aShard()
  await shard.accept({ ...delivery, objectKey, sequence })
  await runDueAlarms(shard)
  const event = engine.batches.flat().findLast(({ id }) => id.startsWith(delivery.key))
  const shown = await projected(delivery.key)
  return { ...event?.data, shown: shown?.ordering }
}

const newest = { stale: false, tie: false, shown: 'newest' }
const stale = { stale: true, tie: false, shown: 'stale' }
const tie = { stale: false, tie: true, shown: 'tie' }

it('the event says the object and the sequence', async () => {
  const objectKey = anObject()

  expect(await announceNews(objectKey, 100)).toMatchObject({ objectKey, sequence: 100, ...newest })
})

it('older news than what came before is stale, from whichever shard it comes', async () => {
  const objectKey = anObject()
  await announceNews(objectKey, 100)
  await announceNews(objectKey, 102)

  expect(await announceNews(objectKey, 101)).toMatchObject(stale)
  expect(await announceNews(objectKey, 103)).toMatchObject(newest)
})

it('other news of the same second is a tie', async () => {
  const objectKey = anObject()
  await announceNews(objectKey, 100)

  expect(await announceNews(objectKey, 100)).toMatchObject(tie)
  expect(await announceNews(objectKey, 101)).toMatchObject(newest)
})

it('the same news again is what it was, and a tie once there is other news of its second', async () => {
  const [objectKey, delivery] = [anObject(), aDelivery()]
  await announceNews(objectKey, 100, delivery)
  expect(await announceNews(objectKey, 100, delivery)).toMatchObject(newest)

  await announceNews(objectKey, 100)

  expect(await announceNews(objectKey, 100, delivery)).toMatchObject({ stale: false, tie: true })
})

it('newer news ends a tie: the same news again is the newest', async () => {
  const [objectKey, newer] = [anObject(), aDelivery()]
  await announceNews(objectKey, 100)
  await announceNews(objectKey, 100)
  await announceNews(objectKey, 101, newer)

  expect(await announceNews(objectKey, 101, newer)).toMatchObject(newest)
})

it('news of different objects has nothing to do with each other', async () => {
  await announceNews(anObject(), 100)

  expect(await announceNews(anObject(), 1)).toMatchObject(newest)
})

it('nothing is said of what the sender does not count', async () => {
  const [shard, delivery] = [aShard(), aDelivery()]
  await shard.accept(delivery)
  await runDueAlarms(shard)

  expect(Object.keys(engine.batches[0]?.[0]?.data ?? {})).toEqual([
    'deliveryId',
    'announcement',
    'type',
    'objectId',
  ])
})

const withObserve = (observe: () => Promise<never>): Bindings => ({
  ...env,
  INBOX: { getByName: () => ({ observe }) } as unknown as Bindings['INBOX'],
})

const news = () => ({ ...aDelivery(), objectKey: anObject(), sequence: 1, announcement: 0, refusedAt: null })

it('an announcement goes out without the hint when the shard of its object fails', async () => {
  const bindings = withObserve(() => Promise.reject(new Error('overloaded')))

  expect((await orderNews(bindings, [news()])).size).toBe(0)
})

it('an announcement goes out without the hint when the shard of its object says nothing for a second', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: Date.now() })
  onTestFinished(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }))
  const ordered = vi.fn<(orderings: Map<string, DeliveryOrdering>) => void>()

  void orderNews(
    withObserve(() => new Promise(() => {})),
    [news()],
  ).then(ordered)
  await vi.advanceTimersByTimeAsync(1_000)

  expect(ordered).toHaveBeenCalledWith(new Map())
})
