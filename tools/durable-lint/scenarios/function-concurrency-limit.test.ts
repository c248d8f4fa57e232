import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

const EVENTS = 20

/** Sends a burst of events to a function that calls a party, and counts how many of its calls were open at once. */
async function aBurst(options: { concurrency?: number }) {
  let open = 0
  let most = 0
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction(
      { id: 'sync', triggers: [{ event: 'user/changed' }], ...options },
      async ({ step }) => {
        await step.run('call-crm', async () => {
          open += 1
          most = Math.max(most, open)
          await new Promise((resolve) => setImmediate(resolve))
          open -= 1
        })
      },
    ),
  ])
  await engine.send(Array.from({ length: EVENTS }, () => ({ name: 'user/changed', data: {} })))
  await engine.whenIdle()
  return { most, completed: engine.runs.find().filter(({ status }) => status === 'Completed').length }
}

it('calls the other side once for each event of a burst, all at the same time', async () => {
  const { most, completed } = await aBurst({})

  expect(completed).toBe(EVENTS)
  expect(most).toBeGreaterThan(2)
})

it('keeps to the limit, and completes all the same', async () => {
  expect(await aBurst({ concurrency: 2 })).toEqual({ most: 2, completed: EVENTS })
})
