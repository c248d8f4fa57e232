import { expect, it } from 'vitest'
import { aFunction, numbers, sendEach } from './a-function.ts'
import { anEngine, startOfTest } from './an-engine.ts'

const SECOND_MS = 1000
const triggers = [{ event: 'shop/placed' }]

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
