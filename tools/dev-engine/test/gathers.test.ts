import { expect, it } from 'vitest'
import { aFunction, numbers, sendEach } from './a-function.ts'
import { anEngine, startOfTest } from './an-engine.ts'

const SECOND_MS = 1000
/** The server starts what it has debounced so many seconds after its time. */
const SLACK = 1.05
const triggers = [{ event: 'shop/placed' }]

it('runs the last event of a debounce once its period is quiet', async () => {
  const { engine, calls } = await aFunction({ debounce: { period: '5s' } })

  await sendEach(engine, numbers(4), 3)
  await engine.runUntilIdle()

  expect(calls).toEqual([[14 + SLACK, 3]])
})

it('runs a debounce at its timeout, however much goes on', async () => {
  const { engine, calls } = await aFunction({ debounce: { period: '5s', timeout: '10s' } })

  await sendEach(engine, numbers(6), 3)
  await engine.runUntilIdle()

  expect(calls).toEqual([
    [10 + SLACK, 3],
    [20 + SLACK, 5],
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
    [5 + SLACK, 1],
    [5 + SLACK, 3],
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
