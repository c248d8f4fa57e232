import { expect, it, vi } from 'vitest'
import { anEngine } from './an-engine.ts'

const DAY_MS = 86_400_000

it('starts every function that waits for the event, and no other', async () => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'exact', triggers: [{ event: 'shop/placed' }] }, () => 1),
    inngest.createFunction({ id: 'wildcard', triggers: [{ event: 'shop/*' }] }, () => 1),
    inngest.createFunction({ id: 'other', triggers: [{ event: 'shop/paid' }] }, () => 1),
    inngest.createFunction(
      { id: 'rich', triggers: [{ event: 'shop/placed', if: 'event.data.total > 100' }] },
      () => 1,
    ),
    inngest.createFunction(
      { id: 'both', triggers: [{ event: 'shop/placed' }, { event: 'shop/*' }] },
      () => 1,
    ),
  ])

  await send('shop/placed', { total: 100 })
  expect(engine.runs.find().map((run) => run.function_id)).toEqual([
    'shop-both',
    'shop-wildcard',
    'shop-exact',
  ])

  await send('shop/placed', { total: 101 })
  expect(engine.executions()).toEqual({
    total: 7,
    functions: { 'shop-exact': 2, 'shop-wildcard': 2, 'shop-both': 2, 'shop-rich': 1 },
  })
})

it('hears an event id once per function in 24 hours, and still answers with a new id', async () => {
  const { engine, send, pass } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'one', triggers: [{ event: 'shop/placed' }] }, () => 1),
    inngest.createFunction({ id: 'two', triggers: [{ event: 'shop/*' }] }, () => 1),
  ])

  const [first] = await send('shop/placed', {}, { id: 'order-7' })
  const [second] = await send('shop/placed', {}, { id: 'order-7' })
  expect(second).not.toBe(first)
  expect(engine.runs.find()).toHaveLength(2)

  // Per function: one of the two has not heard of this id under the other name.
  await send('shop/paid', {}, { id: 'order-8' })
  await send('shop/placed', {}, { id: 'order-8' })
  expect(engine.executions().functions).toEqual({ 'shop-one': 2, 'shop-two': 2 })

  await pass(DAY_MS)
  await send('shop/placed', {}, { id: 'order-7' })
  expect(engine.executions().functions).toEqual({ 'shop-one': 3, 'shop-two': 3 })
})

it('runs the first of an idempotency key in 24 hours, and every other key', async () => {
  const order = vi.fn<(data: unknown) => void>()
  const { send, pass } = await anEngine((inngest) => [
    inngest.createFunction(
      {
        id: 'once',
        triggers: [{ event: 'shop/placed' }],
        idempotency: "event.data.order + '#' + event.data.round",
      },
      ({ event }) => order(event.data),
    ),
  ])

  await send('shop/placed', { order: 'a', round: 1, first: true }, { id: '1' })
  await send('shop/placed', { order: 'a', round: 1 }, { id: '2' })
  await send('shop/placed', { order: 'a', round: 2 }, { id: '3' })
  await send('shop/placed', { order: 'b', round: 1 }, { id: '4' })
  expect(order.mock.calls).toEqual([
    [{ order: 'a', round: 1, first: true }],
    [{ order: 'a', round: 2 }],
    [{ order: 'b', round: 1 }],
  ])

  await pass(DAY_MS)
  await send('shop/placed', { order: 'a', round: 1 })
  expect(order).toHaveBeenCalledTimes(4)
})

it('keeps the key of a run that failed', async () => {
  const fails = vi.fn<() => void>(() => {
    throw new Error('no')
  })
  const { send } = await anEngine((inngest) => [
    inngest.createFunction(
      { id: 'once', triggers: [{ event: 'shop/placed' }], idempotency: 'event.data.order', retries: 0 },
      fails,
    ),
  ])

  await send('shop/placed', { order: 'a' })
  await send('shop/placed', { order: 'a' })

  expect(fails).toHaveBeenCalledTimes(1)
})

it('refuses what the server refuses and keeps what came before it', async () => {
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'one', triggers: [{ event: 'shop/placed' }] }, () => 1),
  ])

  const sending = engine.send([
    { name: 'shop/placed' },
    { name: 'inngest/function.failed' },
    { name: 'shop/placed' },
  ])

  await expect(sending).rejects.toThrow('event 1: inngest/function.failed is refused')
  await engine.whenIdle()
  expect(engine.runs.find()).toMatchObject([{ status: 'Completed' }])
})
