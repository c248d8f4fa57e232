import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

/** Counts how often a step is tried that always fails. */
async function attemptsWith(options: { retries?: 0 | 1 | 2 }) {
  let attempts = 0
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction(
      { id: 'call', triggers: [{ event: 'order/placed' }], ...options },
      async ({ step }) => {
        await step.run('call-carrier', () => {
          attempts += 1
          throw new Error('address refused')
        })
      },
    ),
  ])
  await send('order/placed')
  return { attempts, status: engine.runs.find()[0]?.status }
}

it('tries a step five times where nothing is stated', async () => {
  expect(await attemptsWith({})).toEqual({ attempts: 5, status: 'Failed' })
})

it('tries it as often as the function states', async () => {
  expect(await attemptsWith({ retries: 0 })).toEqual({ attempts: 1, status: 'Failed' })
  expect(await attemptsWith({ retries: 2 })).toEqual({ attempts: 3, status: 'Failed' })
})
