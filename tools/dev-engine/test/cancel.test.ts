import { expect, it, vi } from 'vitest'
import { type DefineFunctions } from './an-app.ts'
import { anEngine } from './an-engine.ts'

const HOUR_MS = 3_600_000
const triggers = [{ event: 'shop/placed' }]
const cancelOn = [{ event: 'shop/cancelled', if: 'async.data.order == event.data.order' }]
const cancelled = { status: 'Cancelled', output: { name: 'Error', message: 'function cancelled' } }

it('lets a running step finish and runs nothing after it', async () => {
  const isDuring = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const body = vi.fn<() => void>()
  const after = vi.fn<() => void>()
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'long', triggers, cancelOn }, async ({ step }) => {
      body()
      await step.run('during', async () => {
        isDuring.resolve()
        await gate.promise
      })
      await step.run('after', after)
    }),
  ])

  await engine.send({ name: 'shop/placed', data: { order: 7 } })
  await isDuring.promise
  await engine.send({ name: 'shop/cancelled', data: { order: 7 } })
  expect(engine.runs.find()[0]?.status).toBe('Cancelled')
  gate.resolve()
  await engine.whenIdle()

  expect(engine.runs.find()[0]).toMatchObject({ ...cancelled, executions: 2 })
  expect(engine.runs.find()[0]?.steps).toMatchObject([{ name: 'during', status: 'Completed', attempts: 1 }])
  expect(body).toHaveBeenCalledTimes(1)
  expect(after).not.toHaveBeenCalled()
})

it('does not try a step again that fails after its run was cancelled', async () => {
  const gate = Promise.withResolvers<void>()
  const step = vi.fn<() => Promise<void>>(() => gate.promise)
  const { engine, pass } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'fails', triggers, cancelOn }, (context) => context.step.run('fails', step)),
  ])

  await engine.send({ name: 'shop/placed', data: { order: 7 } })
  await vi.waitFor(() => expect(step).toHaveBeenCalled())
  await engine.send({ name: 'shop/cancelled', data: { order: 7 } })
  gate.reject(new Error('too late'))
  await engine.whenIdle()
  await pass(HOUR_MS)

  expect(engine.runs.find()[0]).toMatchObject({ ...cancelled, steps: [{ error: { message: 'too late' } }] })
  expect(step).toHaveBeenCalledTimes(1)
})

it('cancels at once what sleeps, waits, is to be tried again or has yet to start', async () => {
  const after = vi.fn<() => void>()
  const { engine, send, pass, clock } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'sleeps', triggers, cancelOn }, async ({ step }) => {
      await step.sleep('nap', '1h')
      after()
    }),
    inngest.createFunction({ id: 'waits', triggers, cancelOn }, async ({ step }) => {
      await step.waitForEvent('paid', { event: 'shop/paid', timeout: '1h' })
      after()
    }),
    inngest.createFunction({ id: 'fails', triggers, cancelOn }, async ({ attempt }) => {
      if (attempt === 0) throw new Error('once')
      after()
    }),
    inngest.createFunction({ id: 'later', triggers: [{ event: 'shop/later' }], cancelOn }, after),
  ])

  await send('shop/placed', { order: 7 })
  await send('shop/later', { order: 7 }, { ts: clock.now() + HOUR_MS })
  await pass(1000)
  await send('shop/cancelled', { order: 7 })
  expect(engine.runs.find().map(({ status, ended_at }) => [status, ended_at])).toEqual(
    Array.from({ length: 4 }, () => ['Cancelled', '2026-01-01T00:00:01.000Z']),
  )

  await send('shop/paid')
  await pass(HOUR_MS)
  expect(after).not.toHaveBeenCalled()
})

it('cancels the runs that the event is about, and not those it starts', async () => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction(
      { id: 'newest', triggers, cancelOn: [{ event: 'shop/placed', match: 'data.customer' }] },
      ({ step }) => step.sleep('nap', '1h'),
    ),
  ])

  await send('shop/placed', { customer: 'ann' })
  await send('shop/placed', { customer: 'bob' })
  await send('shop/placed', { customer: 'ann' })

  expect(engine.runs.find().map(({ status }) => status)).toEqual(['Running', 'Running', 'Cancelled'])
})

it('listens no longer than its timeout', async () => {
  const { engine, send, pass } = await anEngine((inngest) => [
    inngest.createFunction(
      { id: 'soon', triggers, cancelOn: [{ event: 'shop/cancelled', timeout: '1h' }] },
      ({ step }) => step.sleep('nap', '3h'),
    ),
  ])

  await send('shop/placed')
  await pass(1)
  await send('shop/placed')
  await pass(HOUR_MS)
  await send('shop/cancelled')

  expect(engine.runs.find().map(({ status }) => status)).toEqual(['Cancelled', 'Running'])
  await pass(3 * HOUR_MS)
  expect(engine.runs.find().map(({ status }) => status)).toEqual(['Cancelled', 'Completed'])
})

const tellOfCancelled: DefineFunctions = (inngest) => [
  inngest.createFunction(
    { id: 'told', triggers: [{ event: 'inngest/function.cancelled' }] },
    ({ event }) => event.data,
  ),
]

it('tells the world, but not the onFailure handler', async () => {
  const onFailure = vi.fn<() => void>()
  const { engine, send, outputs } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'stops', triggers, cancelOn, onFailure }, ({ step }) =>
      step.sleep('nap', '1h'),
    ),
    ...tellOfCancelled(inngest),
    inngest.createFunction(
      {
        id: 'finished',
        triggers: [{ event: 'inngest/function.finished', if: "event.data.function_id == 'shop-stops'" }],
      },
      ({ event }) => event.data._inngest,
    ),
  ])

  const [eventId] = await send('shop/placed', { order: 7 })
  await send('shop/cancelled', { order: 7 })

  const event = { id: eventId, name: 'shop/placed', data: { order: 7 }, ts: expect.any(Number), user: {} }
  expect(outputs()).toContainEqual({
    function_id: 'shop-stops',
    run_id: engine.runs.find().at(-1)?.run_id,
    event,
    events: [event],
    _inngest: { status: 'Cancelled' },
  })
  expect(outputs()).toContainEqual({ status: 'Cancelled' })
  expect(onFailure).not.toHaveBeenCalled()
})

it('cancels what is to be cancelled together, each run once', async () => {
  const { engine, send } = await anEngine((inngest) => [
    ...['one', 'two'].map((id) =>
      inngest.createFunction(
        { id, triggers, cancelOn: [...cancelOn, { event: 'inngest/function.cancelled' }] },
        ({ step }) => step.sleep('nap', '1h'),
      ),
    ),
    ...tellOfCancelled(inngest),
  ])

  await send('shop/placed', { order: 7 })
  await send('shop/cancelled', { order: 7 })

  expect(engine.runs.find().map(({ function_id, status }) => [function_id, status])).toEqual([
    ['shop-told', 'Completed'],
    ['shop-told', 'Completed'],
    ['shop-two', 'Cancelled'],
    ['shop-one', 'Cancelled'],
  ])
})

it('cancels a run that waits for the very event that cancels it', async () => {
  const after = vi.fn<() => void>()
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'torn', triggers, cancelOn }, async ({ step }) => {
      await step.waitForEvent('stop', { event: 'shop/cancelled', timeout: '1h' })
      after()
    }),
  ])

  await send('shop/placed', { order: 7 })
  await send('shop/cancelled', { order: 7 })

  expect(engine.runs.find()[0]).toMatchObject({
    ...cancelled,
    steps: [{ status: 'Waiting', ended_at: null }],
  })
  expect(after).not.toHaveBeenCalled()
})
