import { expect, it } from 'vitest'
import { anEngine as anEngineOf } from './an-engine.ts'
import type { DefineFunctions } from './an-app.ts'

// Virtual time makes one call at a time unless it is told otherwise.
const anEngine = (define: DefineFunctions) => anEngineOf(define, { parallel: 100 })
const triggers = [{ event: 'shop/placed' }]

/** Counts how many are inside at once. */
function aRoom() {
  let inside = 0
  const room = {
    most: 0,
    visit: async () => {
      inside++
      room.most = Math.max(room.most, inside)
      await new Promise((resolve) => setImmediate(resolve))
      inside--
    },
  }
  return room
}

const orders = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ name: 'shop/placed', data: { user: n < count / 2 ? 0 : 1 } }))

it('never has more calls under way than the limit', async () => {
  const room = aRoom()
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'narrow', triggers, concurrency: 3 }, async ({ step }) => {
      await step.run('one', room.visit)
      await step.run('two', room.visit)
    }),
  ])

  await engine.send(orders(30))
  await engine.whenIdle()

  expect(engine.runs.find().filter(({ status }) => status === 'Completed')).toHaveLength(30)
  expect(room.most).toBe(3)
})

it('has no more than 100 calls under way, whatever is asked of it', async () => {
  const room = aRoom()
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'wide', triggers }, () => room.visit()),
  ])

  await engine.send(orders(150))
  await engine.whenIdle()

  expect(engine.runs.find().filter(({ status }) => status === 'Completed')).toHaveLength(150)
  expect(room.most).toBe(100)
})

it('counts each key for itself', async () => {
  const rooms = [aRoom(), aRoom()]
  const all = aRoom()
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction(
      { id: 'keyed', triggers, concurrency: { limit: 1, key: 'string(event.data.user)' } },
      async ({ event, step }) => {
        const { user } = event.data as { user: number }
        await step.run('visit', () => Promise.all([rooms[user]?.visit(), all.visit()]))
      },
    ),
  ])

  await engine.send(orders(10))
  await engine.whenIdle()

  expect(rooms.map(({ most }) => most)).toEqual([1, 1])
  expect(all.most).toBe(2)
})

it('shares a slot of scope env between functions', async () => {
  const room = aRoom()
  const concurrency = { limit: 2, key: '"till"', scope: 'env' } as const
  const { engine } = await anEngine((inngest) =>
    ['one', 'two'].map((id) => inngest.createFunction({ id, triggers, concurrency }, () => room.visit())),
  )

  await engine.send(orders(10))
  await engine.whenIdle()

  expect(engine.runs.find().filter(({ status }) => status === 'Completed')).toHaveLength(20)
  expect(room.most).toBe(2)
})

it('does not count a run that sleeps', async () => {
  const { engine, pass } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'sleepy', triggers, concurrency: 1 }, async ({ step }) => {
      await step.sleep('nap', '1h')
      return 'awake'
    }),
  ])

  await engine.send(orders(5))
  await engine.whenIdle()
  expect(engine.runs.find().map(({ steps }) => steps[0]?.status)).toEqual(
    Array.from({ length: 5 }, () => 'Sleeping'),
  )

  await pass(3_600_000)
  expect(engine.runs.find().every(({ status }) => status === 'Completed')).toBe(true)
})
