import { expect, it, vi } from 'vitest'
import { createEngine, virtualClock } from '../src/index.ts'
import { anApp } from './an-app.ts'
import { anEngine, startOfTest } from './an-engine.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const triggers = [{ event: 'shop/placed' }]

it('lives two weeks at once, each thing at its own time', async () => {
  const seen: [string, string][] = []
  const { engine, clock } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'journey', triggers }, async ({ step }) => {
      const see = (what: string) =>
        step.run(what, () => void seen.push([what, new Date(clock.now()).toISOString()]))
      await see('welcome')
      await step.sleep('a-day', '1d')
      await see('tips')
      await step.waitForEvent('habit', { event: 'shop/habit', timeout: '13d' })
      await see('goodbye')
    }),
  ])

  await engine.send({ name: 'shop/placed' })
  await engine.advance('14d')

  expect(seen).toEqual([
    ['welcome', '2026-01-01T00:00:00.000Z'],
    ['tips', '2026-01-02T00:00:00.000Z'],
    ['goodbye', '2026-01-15T00:00:00.000Z'],
  ])
  expect(engine.now()).toBe(startOfTest + 14 * DAY_MS)
})

it('moves only once nothing can run', async () => {
  const moments: number[] = []
  const { engine, clock } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'slow', triggers }, async ({ step }) => {
      await step.run('slow', async () => {
        for (let n = 0; n < 20; n++) await new Promise((resolve) => setImmediate(resolve))
        moments.push(clock.now() - startOfTest)
      })
      await step.sleep('nap', '1h')
    }),
  ])

  await engine.send({ name: 'shop/placed' })
  await engine.runUntilIdle()

  expect(moments).toEqual([0])
  expect(engine.now()).toBe(startOfTest + HOUR_MS)
  expect(engine.runs.find()).toMatchObject([{ status: 'Completed' }])
})

it('runs until nothing is pending but crons, which tick on the way, and says so', async () => {
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'nap', triggers }, ({ step }) => step.sleep('nap', '150m')),
    inngest.createFunction({ id: 'hourly', triggers: [{ cron: '0 * * * *' }] }, () => 'tick'),
  ])

  await engine.send({ name: 'shop/placed' })
  const idle = await engine.runUntilIdle()

  expect(idle).toEqual({
    now: startOfTest + 2.5 * HOUR_MS,
    crons: [{ functionId: 'shop-hourly', cron: '0 * * * *', nextAt: startOfTest + 3 * HOUR_MS }],
  })
  expect(engine.runs.find({ functionId: 'shop-hourly', status: 'Completed' })).toHaveLength(2)
})

it('runs until a date, over a change of the clocks', async () => {
  const clock = virtualClock({ start: '2026-03-28T12:00:00Z' })
  const app = anApp('shop', (inngest) => [
    inngest.createFunction(
      { id: 'nightly', triggers: [{ cron: 'TZ=Europe/Berlin 30 2 * * *' }] },
      () => 'tick',
    ),
    inngest.createFunction(
      { id: 'morning', triggers: [{ cron: 'TZ=Europe/Berlin 0 7 * * *' }] },
      () => 'tick',
    ),
  ])
  const engine = await createEngine({ apps: [app], clock })
  await engine.sync()

  await engine.runUntil('2026-03-30T12:00:00Z')

  const startedAt = (functionId: string) =>
    engine.runs.find({ functionId }).map(({ run_started_at }) => run_started_at)
  expect(startedAt('shop-nightly')).toEqual(['2026-03-30T00:30:00.000Z'])
  expect(startedAt('shop-morning')).toEqual(['2026-03-30T05:00:00.000Z', '2026-03-29T05:00:00.000Z'])
  await engine.close()
})

it('hands an app its own now, and tells it in a header', async () => {
  const app = anApp('shop', (inngest) => [inngest.createFunction({ id: 'f', triggers }, () => 1)])
  const seen: unknown[] = []
  const clock = virtualClock({ start: startOfTest })
  const engine = await createEngine({
    apps: [
      {
        url: app.url,
        bindings: (clock) => ({ now: () => new Date(clock.now()) }),
        fetch: (request, bindings) => {
          const { now } = bindings as { now: () => Date }
          seen.push([request.headers.get('x-dev-engine-now'), now().getTime()])
          return app.fetch(request)
        },
      },
    ],
    clock,
  })
  await engine.sync()
  await engine.advance('3d')
  await engine.send({ name: 'shop/placed' })
  await engine.whenIdle()

  const now = startOfTest + 3 * DAY_MS
  expect(seen).toEqual([
    [String(startOfTest), startOfTest],
    [String(now), now],
  ])
  await engine.close()
})

it('refuses to move real time', async () => {
  const engine = await createEngine({ apps: [] })

  await expect(engine.advance('1d')).rejects.toThrow('real time cannot be moved')
  await expect(engine.runUntilIdle()).rejects.toThrow('real time cannot be moved')
  await engine.close()
})

it.each([
  ['soon', 'soon is not a duration'],
  ['1h.5', '1h.5 is not a duration'],
])('refuses to move by %s', async (duration, reason) => {
  const { engine } = await anEngine(() => [])

  await expect(engine.advance(duration)).rejects.toThrow(reason)
  await expect(engine.runUntil(duration)).rejects.toThrow(`${duration} is not a date`)
})

/** What happened, in order, of ten runs that are all due at once. */
async function storyOf(seed: number, shuffle: boolean) {
  const order: unknown[] = []
  const app = anApp('shop', (inngest) => [
    inngest.createFunction({ id: 'f', triggers }, async ({ event, step }) => {
      await step.sleep('nap', '1h')
      await step.run('log', () => void order.push(event.data))
    }),
  ])
  const clock = virtualClock({ start: startOfTest })
  const engine = await createEngine({ apps: [app], clock, seed, shuffle })
  await engine.sync()
  await engine.send(Array.from({ length: 10 }, (_, n) => ({ name: 'shop/placed', data: { n } })))
  await engine.runUntilIdle()
  const ids = engine.runs.find().map(({ run_id }) => run_id)
  await engine.close()
  return { order: order.map((data) => (data as { n: number }).n), ids }
}

it('does the same in the same order for the same seed', async () => {
  const inOrder = await storyOf(1, false)
  expect(inOrder.order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])

  const shuffled = await storyOf(1, true)
  expect(await storyOf(1, true)).toEqual(shuffled)
  expect(shuffled.order).not.toEqual(inOrder.order)
  expect(shuffled.order.toSorted((a, b) => a - b)).toEqual(inOrder.order)
  expect((await storyOf(2, true)).order).not.toEqual(shuffled.order)
})

it('waits for a run, and moves time for it', async () => {
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'nap', triggers }, ({ step }) =>
      step.sleep('nap', '3d').then(() => 'awake'),
    ),
  ])
  const {
    ids: [eventId],
  } = await engine.send({ name: 'shop/placed' })

  const run = await engine.runs.waitFor({ eventId, functionId: 'shop-nap' })

  expect(run).toMatchObject({ status: 'Completed', output: 'awake' })
  expect(engine.now()).toBe(startOfTest + 3 * DAY_MS)
})

it('says what it saw instead of the run it waited for', async () => {
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'doomed', triggers, retries: 0 }, ({ step }) =>
      step.run('charge', () => {
        throw new Error('card refused')
      }),
    ),
    inngest.createFunction({ id: 'nap', triggers }, ({ step }) => step.sleep('nap', '3d')),
  ])

  await expect(engine.runs.waitFor({ functionId: 'shop-doomed' })).rejects.toThrow(
    'no run of shop-doomed ended, nothing is pending any more; seen: no run at all',
  )
  await engine.send({ name: 'shop/placed' })
  await expect(engine.runs.waitFor({ status: 'Completed' }, { timeout: '1d' })).rejects.toThrow(
    /^no run became Completed, in time; seen: shop-nap \w+ Running, last step nap Sleeping; shop-doomed \w+ Failed \(card refused\), last step charge Failed$/,
  )
})

it('waits in real time', async () => {
  const gate = Promise.withResolvers<string>()
  const app = anApp('shop', (inngest) => [
    inngest.createFunction({ id: 'slow', triggers }, () => gate.promise),
    inngest.createFunction({ id: 'never', triggers }, () => new Promise(() => {})),
  ])
  const engine = await createEngine({ apps: [app] })
  await engine.sync()
  await engine.send({ name: 'shop/placed' })

  const waiting = engine.runs.waitFor({ functionId: 'shop-slow' })
  gate.resolve('done')
  expect(await waiting).toMatchObject({ output: 'done' })
  await expect(engine.runs.waitFor({ functionId: 'shop-never' }, { timeout: 1 })).rejects.toThrow(
    'no run of shop-never ended, in time',
  )
  engine.kill()
})

it('rings timers that others have set on its clock', async () => {
  const { engine, clock } = await anEngine(() => [])
  const ring = vi.fn<() => void>()
  clock.setTimer(startOfTest + HOUR_MS, ring)

  await engine.runUntilIdle()

  expect(ring).toHaveBeenCalledTimes(1)
  expect(engine.now()).toBe(startOfTest + HOUR_MS)
})
