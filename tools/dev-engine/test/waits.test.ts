import { expect, it, vi } from 'vitest'
import { anApp, type DefineFunctions } from './an-app.ts'
import { memoryStorage } from '../src/index.ts'
import { anEngine, startOfTest } from './an-engine.ts'

const HOUR_MS = 3_600_000
const triggers = [{ event: 'shop/placed' }]

const waitForPayment: DefineFunctions = (inngest) => [
  inngest.createFunction({ id: 'await-payment', triggers }, async ({ step }) => {
    const paid = await step.waitForEvent('payment', {
      event: 'shop/paid',
      match: 'data.order',
      timeout: '1h',
    })
    return paid ?? 'never paid'
  }),
]

it('goes on with the whole event that matches', async () => {
  const { engine, send, outputs } = await anEngine(waitForPayment)

  await send('shop/placed', { order: 7 })
  await send('shop/paid', { order: 8 })
  await send('shop/refunded', { order: 7 })
  expect(engine.runs.find()[0]).toMatchObject({ status: 'Running', executions: 1 })
  expect(engine.runs.find()[0]?.steps).toMatchObject([
    { name: 'payment', op: 'WaitForEvent', status: 'Waiting', attempts: 0, ended_at: null },
  ])

  await send('shop/paid', { order: 7, method: 'card' }, { id: 'payment-1' })
  expect(outputs()).toEqual([
    { id: 'payment-1', name: 'shop/paid', data: { order: 7, method: 'card' }, ts: startOfTest, user: {} },
  ])
  expect(engine.runs.find()[0]).toMatchObject({ executions: 1, steps: [{ status: 'Completed' }] })
})

it('goes on with null once the timeout is over', async () => {
  const { engine, send, pass, outputs } = await anEngine(waitForPayment)

  await send('shop/placed', { order: 7 })
  await pass(HOUR_MS - 1)
  expect(engine.runs.find()[0]?.status).toBe('Running')
  await pass(1)
  await send('shop/paid', { order: 7 })

  expect(outputs()).toEqual(['never paid'])
  expect(engine.runs.find()[0]).toMatchObject({ ended_at: '2026-01-01T01:00:00.000Z' })
})

it('misses what was sent before it waits', async () => {
  const { engine, pass, outputs } = await anEngine(waitForPayment)

  await engine.send([
    { name: 'shop/placed', data: { order: 7 } },
    { name: 'shop/paid', data: { order: 7 } },
  ])
  await engine.whenIdle()
  expect(engine.runs.find()[0]?.steps[0]?.status).toBe('Waiting')

  await pass(HOUR_MS)
  expect(outputs()).toEqual(['never paid'])
})

it('lets one event end the waits of several runs', async () => {
  const { send, outputs } = await anEngine((inngest) =>
    ['one', 'two'].map((id) =>
      inngest.createFunction({ id, triggers }, async ({ step }) => {
        const opened = await step.waitForEvent('opened', { event: 'shop/opened', timeout: '1h' })
        return `${id} ${opened?.data.door}`
      }),
    ),
  )

  await send('shop/placed')
  await send('shop/placed')
  await send('shop/opened', { door: 'front' })

  expect(outputs()).toEqual(['two front', 'one front', 'two front', 'one front'])
})

it('compares the event that started the run with the one that arrives', async () => {
  const { engine, send, outputs } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'rich', triggers }, async ({ step }) => {
      const paid = await step.waitForEvent('enough', {
        event: 'shop/paid',
        if: 'async.data.amount >= event.data.total && async.data.coupon == null',
        timeout: '1h',
      })
      return paid?.data.amount
    }),
  ])

  await send('shop/placed', { total: 10 })
  await send('shop/paid', { amount: 9 })
  await send('shop/paid', { amount: 12, coupon: 'half' })
  await send('shop/paid', { amount: 'a lot' })
  expect(engine.runs.find()[0]?.status).toBe('Running')
  await send('shop/paid', { amount: 11 })

  expect(outputs()).toEqual([11])
})

it('waits for each event of a loop anew', async () => {
  const { engine, send, outputs } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'loop', triggers }, async ({ step }) => {
      const seen: number[] = []
      for (const _ of [1, 2]) {
        const next = await step.waitForEvent('next', { event: 'shop/next', timeout: '1h' })
        seen.push(next?.data.n)
      }
      return seen
    }),
  ])

  await send('shop/placed')
  await send('shop/next', { n: 1 })
  expect(engine.runs.find()[0]?.status).toBe('Running')
  await send('shop/next', { n: 2 })

  expect(outputs()).toEqual([[1, 2]])
})

it('goes on once all parallel waits have ended, or after the first of a race', async () => {
  const after = vi.fn<(branch: string) => void>()
  const { engine, send, pass } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'both', triggers }, async ({ step }) => {
      await Promise.all([
        step.waitForEvent('paid', { event: 'shop/paid', timeout: '2h' }),
        step.waitForEvent('packed', { event: 'shop/packed', timeout: '1h' }),
      ])
      await step.run('after', () => after('both'))
    }),
    inngest.createFunction({ id: 'first', triggers }, async ({ step, group }) => {
      const winner = await group.parallel({ mode: 'race' }, () =>
        Promise.race([
          step.waitForEvent('paid', { event: 'shop/paid', timeout: '2h' }).then(() => 'paid'),
          step.sleep('nap', '1h').then(() => 'nap'),
        ]),
      )
      await step.run('after', () => after(winner))
    }),
  ])

  await send('shop/placed')
  await send('shop/paid')
  expect(after.mock.calls).toEqual([['paid']])

  await pass(HOUR_MS)
  expect(after.mock.calls).toEqual([['paid'], ['both']])
  expect(engine.runs.find().every(({ status }) => status === 'Completed')).toBe(true)
})

it('hears what the engine itself announces', async () => {
  const { send, outputs } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'doomed', triggers: [{ event: 'shop/doomed' }], retries: 0 }, () => {
      throw new Error('doomed')
    }),
    inngest.createFunction({ id: 'watcher', triggers }, async ({ step }) => {
      const failed = await step.waitForEvent('failed', { event: 'inngest/function.failed', timeout: '1h' })
      return failed?.data.function_id
    }),
  ])

  await send('shop/placed')
  await send('shop/doomed')

  expect(outputs()).toContain('shop-doomed')
})

it('does not count a waiting run against its concurrency', async () => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'patient', triggers, concurrency: 1 }, async ({ step }) => {
      await step.waitForEvent('opened', { event: 'shop/opened', timeout: '1h' })
    }),
  ])

  await send('shop/placed')
  await send('shop/placed')

  expect(engine.runs.find().map(({ steps }) => steps[0]?.status)).toEqual(['Waiting', 'Waiting'])
})

it.each([
  ['a wildcard', { event: 'shop/*' }, 'step later: event `shop/*`: only a trigger may have a `*`'],
  ['a bad expression', { event: 'shop/paid', if: 'async.' }, 'step later: expression `async.`: '],
])('fails a run that waits for %s, and says so', async (_, wait, message) => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'wrong', triggers }, async ({ step }) => {
      await step.waitForEvent('later', { ...wait, timeout: '1h' })
    }),
  ])

  await send('shop/placed')

  expect(engine.runs.find()[0]).toMatchObject({
    status: 'Failed',
    output: { message: expect.stringContaining(message) },
  })
})

it('still waits when the engine starts again, and gives up on what timed out meanwhile', async () => {
  const storage = memoryStorage()
  const app = anApp('shop', waitForPayment)
  const before = await anEngine(() => [], { storage, apps: [app] })
  await before.send('shop/placed', { order: 7 })
  await before.pass(HOUR_MS / 2)
  await before.send('shop/placed', { order: 8 })
  await before.engine.close()

  const { engine, clock } = await anEngine(() => [], { storage, apps: [app] }, 'no sync')
  clock.moveTo(startOfTest + HOUR_MS + HOUR_MS / 2)
  // Before the sync, so the app has not answered yet and no timer has rung.
  await engine.send([7, 8].map((order) => ({ name: 'shop/paid', data: { order } })))
  await engine.sync()
  await engine.whenIdle()

  expect(engine.runs.find().map(({ output }) => output)).toEqual([
    expect.objectContaining({ data: { order: 8 } }),
    'never paid',
  ])
})
