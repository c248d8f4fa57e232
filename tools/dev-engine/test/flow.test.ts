import { expect, it } from 'vitest'
import { type Engine, memoryStorage } from '../src/index.ts'
import { type DefineFunctions } from './an-app.ts'
import { anEngine, startOfTest } from './an-engine.ts'

const SECOND_MS = 1000
const triggers = [{ event: 'shop/placed' }]

type Options = Omit<Parameters<Parameters<DefineFunctions>[0]['createFunction']>[0], 'id' | 'triggers'>

/** One function that notes when it is called, in seconds since the start, and with what. */
async function aFunction(options: Options) {
  const calls: [number, ...number[]][] = []
  const house = await anEngine((inngest) => [
    inngest.createFunction({ id: 'f', triggers, ...options }, ({ events }) => {
      const numbers = events.map(({ data }) => (data as { n: number }).n)
      calls.push([(house.engine.now() - startOfTest) / SECOND_MS, ...numbers])
    }),
  ])
  return { ...house, calls }
}

/** Sends one event after another, `seconds` apart. */
async function sendEach(engine: Engine, data: readonly object[], seconds = 0) {
  for (const each of data) {
    await engine.send({ name: 'shop/placed', data: { ...each } })
    await engine.advance(seconds * SECOND_MS)
  }
}

const numbers = (count: number) => Array.from({ length: count }, (_, n) => ({ n }))

it('throttles to so many in a period, all of them at once and then evenly', async () => {
  const { engine, calls } = await aFunction({ throttle: { limit: 3, period: '3s' } })

  await sendEach(engine, numbers(6))
  await engine.runUntilIdle()

  expect(calls).toEqual([
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 3],
    [2, 4],
    [3, 5],
  ])
})

it('throttles each key for itself, and lets a burst through on top', async () => {
  const { engine, calls } = await aFunction({
    throttle: { limit: 1, period: '2s', burst: 1, key: 'event.data.user' },
  })

  await sendEach(engine, [
    { n: 1, user: 'ann' },
    { n: 2, user: 'ann' },
    { n: 3, user: 'ann' },
    { n: 4, user: 'bob' },
  ])
  await engine.runUntilIdle()

  expect(calls).toEqual([
    [0, 1],
    [0, 2],
    [0, 4],
    [2, 3],
  ])
})

it('throttles the start of a run, not its steps nor its retries', async () => {
  const steps: number[] = []
  let calls = 0
  const { engine, send } = await anEngine(
    (inngest) => [
      inngest.createFunction(
        { id: 'f', triggers, throttle: { limit: 1, period: '1h' } },
        async ({ step }) => {
          if (++calls === 1) throw new Error('once')
          await step.run('one', () => void steps.push((engine.now() - startOfTest) / SECOND_MS))
          await step.run('two', () => void steps.push((engine.now() - startOfTest) / SECOND_MS))
        },
      ),
    ],
    { retryDelay: '1s' },
  )

  await send('shop/placed')
  await engine.advance('10s')

  expect(steps).toEqual([1, 1])
})

it('drops what is beyond a rate limit, which lets one in each period / limit', async () => {
  const { engine, calls } = await aFunction({ rateLimit: { limit: 2, period: '5s' } })

  await sendEach(engine, numbers(4))
  await engine.advance(2400)
  await sendEach(engine, [{ n: 4 }])
  await engine.advance(100)
  await sendEach(engine, [{ n: 5 }, { n: 6 }])

  expect(calls).toEqual([
    [0, 0],
    [2.5, 5],
  ])
})

it('lets a tenth of a rate limit in at once', async () => {
  const { engine, calls } = await aFunction({ rateLimit: { limit: 20, period: '20s' } })

  await sendEach(engine, numbers(10))

  expect(calls).toHaveLength(3)
})

it('does not limit an event whose key is false', async () => {
  const { engine, calls } = await aFunction({
    rateLimit: { limit: 1, period: '1h', key: 'event.data.n > 2' },
  })

  await sendEach(engine, numbers(6))

  expect(calls.map(([, n]) => n)).toEqual([0, 1, 2, 3])
})

it('counts a repeated event id once within a rate limit', async () => {
  const { engine, send, calls } = await aFunction({ rateLimit: { limit: 1, period: '1m' } })

  await send('shop/placed', { n: 1 }, { id: 'one' })
  await engine.advance('1m')
  await send('shop/placed', { n: 2 }, { id: 'one' })
  await send('shop/placed', { n: 3 }, { id: 'two' })

  expect(calls.map(([, n]) => n)).toEqual([1, 3])
})

it('runs the last event of a debounce once its period is quiet', async () => {
  const { engine, calls } = await aFunction({ debounce: { period: '5s' } })

  await sendEach(engine, numbers(4), 3)
  await engine.runUntilIdle()

  expect(calls).toEqual([[14, 3]])
})

it('runs a debounce at its timeout, however much goes on', async () => {
  const { engine, calls } = await aFunction({ debounce: { period: '5s', timeout: '10s' } })

  await sendEach(engine, numbers(6), 3)
  await engine.runUntilIdle()

  expect(calls).toEqual([
    [10, 3],
    [20, 5],
  ])
})

it('debounces each key for itself, and keeps the event of the latest time', async () => {
  const { engine, calls } = await aFunction({ debounce: { period: '5s', key: 'event.data.user' } })

  await engine.send([
    { name: 'shop/placed', data: { n: 1, user: 'ann' } },
    { name: 'shop/placed', data: { n: 2, user: 'ann' }, ts: startOfTest - SECOND_MS },
    { name: 'shop/placed', data: { n: 3, user: 'bob' } },
  ])
  await engine.runUntilIdle()

  expect(calls).toEqual([
    [5, 1],
    [5, 3],
  ])
})

it('starts a batch when it is full, and what is left when its time is up', async () => {
  const { engine, calls } = await aFunction({ batchEvents: { maxSize: 3, timeout: '10s' } })

  await sendEach(engine, numbers(5), 1)
  await engine.runUntilIdle()

  expect(calls).toEqual([
    [2, 0, 1, 2],
    [13, 3, 4],
  ])
  expect(engine.runs.find()[0]).toMatchObject({ event_ids: [expect.any(String), expect.any(String)] })
})

it('batches each key for itself, and lets what is not to be batched through', async () => {
  const { engine, calls } = await aFunction({
    batchEvents: { maxSize: 2, timeout: '10s', key: 'event.data.user', if: 'event.data.n > 0' },
  })

  await sendEach(engine, [
    { n: 0, user: 'ann' },
    { n: 1, user: 'ann' },
    { n: 2, user: 'bob' },
    { n: 3, user: 'ann' },
  ])
  await engine.runUntilIdle()

  expect(calls).toEqual([
    [0, 0],
    [0, 1, 3],
    [10, 2],
  ])
})

it('finishes an invoked batch for each that waits for it', async () => {
  const { engine, send, outputs } = await anEngine((inngest) => {
    const many = inngest.createFunction(
      { id: 'many', triggers: [{ event: 'shop/many' }], batchEvents: { maxSize: 2, timeout: '10s' } },
      ({ events }) => events.length,
    )
    const caller = inngest.createFunction({ id: 'caller', triggers }, ({ step }) =>
      step.invoke('call', { function: many, data: {} }),
    )
    return [many, caller]
  })

  await send('shop/placed')
  await send('shop/placed')

  expect(outputs()).toEqual([2, 2, 2])
  expect(engine.events.list({ name: 'inngest/function.finished' })).toHaveLength(4)
})

it('starts what has the highest priority first among what waits', async () => {
  const { engine, calls } = await aFunction({
    concurrency: 1,
    priority: { run: 'event.data.n == 3 ? 10 : event.data.n == 1 ? -10 : 0' },
  })

  await engine.send(numbers(5).map((data) => ({ name: 'shop/placed', data })))
  await engine.whenIdle()

  expect(calls.map(([, n]) => n)).toEqual([3, 0, 2, 4, 1])
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
  expect(outputsOf('debounced')).toEqual([[2, 10]])
  expect(outputsOf('throttled')).toEqual([
    [2, 20],
    [1, 10],
    [0, 0],
  ])
  expect(outputsOf('limited')).toEqual([[0, 0]])
})
