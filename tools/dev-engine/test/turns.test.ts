import { expect, it } from 'vitest'
import { memoryStorage } from '../src/index.ts'
import { aFunction, numbers, sendEach } from './a-function.ts'
import type { DefineFunctions } from './an-app.ts'
import { anEngine, startOfTest } from './an-engine.ts'

const SECOND_MS = 1000
const triggers = [{ event: 'shop/placed' }]

it('starts what has the highest priority first among what waits', async () => {
  const { engine, calls } = await aFunction({
    concurrency: 1,
    priority: { run: 'event.data.n == 3 ? 10 : event.data.n == 1 ? 5 : 0' },
  })

  await engine.send(numbers(5).map((data) => ({ name: 'shop/placed', data })))
  await engine.whenIdle()

  expect(calls.map(([, n]) => n)).toEqual([3, 1, 0, 2, 4])
})

it('lets a run of a priority below 0 wait so many seconds, also when nothing else does', async () => {
  const { engine, calls } = await aFunction({ priority: { run: '-4' } })

  await sendEach(engine, numbers(1))
  await engine.runUntilIdle()

  expect(calls).toEqual([[4, 0]])
})

it('lets what is 10 s older go before what has a priority of 5', async () => {
  const { engine, calls } = await aFunction({
    throttle: { limit: 1, period: '1h' },
    priority: { run: 'event.data.n == 2 ? 5 : 0' },
  })

  await sendEach(engine, numbers(3), 10)
  await engine.runUntilIdle()

  expect(calls.map(([, n]) => n)).toEqual([0, 1, 2])
})

it('finishes older runs before it starts newer ones', async () => {
  const order: string[] = []
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'f', triggers, concurrency: 1 }, async ({ event, step }) => {
      const { n } = event.data as { n: number }
      await step.run('one', () => void order.push(`${n} one`))
      await step.run('two', () => void order.push(`${n} two`))
    }),
  ])

  await engine.send(numbers(2).map((data) => ({ name: 'shop/placed', data })))
  await engine.whenIdle()

  expect(order).toEqual(['0 one', '0 two', '1 one', '1 two'])
})

const sleepy =
  (mode: 'skip' | 'cancel'): DefineFunctions =>
  (inngest) => [
    inngest.createFunction(
      { id: 'f', triggers, singleton: { mode, key: 'event.data.user' } },
      async ({ event, step }) => {
        await step.sleep('nap', '1h')
        return event.data
      },
    ),
  ]

it('skips a run while another of its singleton goes on', async () => {
  const { engine, outputs } = await anEngine(sleepy('skip'))

  await sendEach(engine, [
    { user: 'ann', n: 1 },
    { user: 'ann', n: 2 },
    { user: 'bob', n: 3 },
  ])
  await engine.advance('1h')
  await sendEach(engine, [{ user: 'ann', n: 4 }])
  await engine.advance('1h')

  expect(outputs()).toMatchObject([{ n: 4 }, { n: 3 }, { n: 1 }])
})

it('cancels the older run of a singleton', async () => {
  const { engine } = await anEngine(sleepy('cancel'))

  await sendEach(engine, [
    { user: 'ann', n: 1 },
    { user: 'ann', n: 2 },
    { user: 'bob', n: 3 },
  ])
  await engine.advance('1h')

  expect(engine.runs.find()).toMatchObject([
    { status: 'Completed', output: { n: 3 } },
    { status: 'Completed', output: { n: 2 } },
    { status: 'Cancelled' },
  ])
  expect(engine.events.list({ name: 'inngest/function.cancelled' })).toHaveLength(1)
})

it('cancels a run that does not start in time, and not one that does', async () => {
  const { engine } = await aFunction({
    throttle: { limit: 1, period: '1m' },
    timeouts: { start: '90s' },
  })

  await sendEach(engine, numbers(3))
  await engine.runUntilIdle()

  expect(engine.runs.find()).toMatchObject([
    { status: 'Cancelled', ended_at: '2026-01-01T00:01:30.000Z' },
    { status: 'Completed' },
    { status: 'Completed' },
  ])
})

it('lets a run that has started in time take its time', async () => {
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'f', triggers, timeouts: { start: '90s' } }, ({ step }) =>
      step.sleep('nap', '1h'),
    ),
  ])

  await sendEach(engine, numbers(1))
  await engine.runUntilIdle()

  expect(engine.runs.find()).toMatchObject([{ status: 'Completed' }])
})

it('cancels a run that does not finish in time, counted from its start', async () => {
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction(
      { id: 'f', triggers, throttle: { limit: 1, period: '1h' }, timeouts: { finish: '30m' } },
      ({ event, step }) => step.sleep('nap', (event.data as { nap: string }).nap),
    ),
  ])

  await sendEach(engine, [{ nap: '29m' }, { nap: '31m' }])
  await engine.runUntilIdle()

  expect(engine.runs.find()).toMatchObject([
    { status: 'Cancelled', ended_at: '2026-01-01T01:30:00.000Z' },
    { status: 'Completed', ended_at: '2026-01-01T00:29:00.000Z' },
  ])
})

it('keeps what waits, and how much has been let in, over a restart', async () => {
  const define: DefineFunctions = (inngest) => [
    inngest.createFunction(
      { id: 'batched', triggers, batchEvents: { maxSize: 9, timeout: '10s' } },
      ({ events }) => events.length,
    ),
    inngest.createFunction(
      { id: 'debounced', triggers, debounce: { period: '10s' } },
      ({ event }) => (event.data as { n: number }).n,
    ),
    inngest.createFunction(
      { id: 'throttled', triggers, throttle: { limit: 1, period: '10s' } },
      ({ event }) => (event.data as { n: number }).n,
    ),
    inngest.createFunction(
      { id: 'limited', triggers, rateLimit: { limit: 1, period: '10s' } },
      ({ event }) => (event.data as { n: number }).n,
    ),
  ]
  const storage = memoryStorage()
  const first = await anEngine(define, { storage })
  await sendEach(first.engine, numbers(2))
  first.engine.kill()

  const { engine } = await anEngine(define, { storage })
  await sendEach(engine, [{ n: 2 }])
  await engine.runUntilIdle()

  const outputsOf = (id: string) =>
    engine.runs
      .find({ functionId: `shop-${id}` })
      .map(({ output, ended_at }) => [output, (Date.parse(ended_at ?? '') - startOfTest) / SECOND_MS])
  expect(outputsOf('batched')).toEqual([[3, 10]])
  expect(outputsOf('debounced')).toEqual([[2, 11.05]])
  expect(outputsOf('throttled')).toEqual([
    [2, 20],
    [1, 10],
    [0, 0],
  ])
  expect(outputsOf('limited')).toEqual([[0, 0]])
})
