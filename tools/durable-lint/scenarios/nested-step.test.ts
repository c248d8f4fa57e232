import { expect, it } from 'vitest'
import { anApp, anEngine, anEngineFor } from './an-engine.ts'

const TURNS = 50

/** What a platform does with a call that does not come to an end. */
async function cutOff(): Promise<Response> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve))
  return new Response('gateway timeout', { status: 504 })
}

it('hangs in the inner step until the platform cuts it off, and the run fails', async () => {
  const charges: string[] = []
  const app = anApp((inngest) => [
    inngest.createFunction(
      { id: 'fulfil', triggers: [{ event: 'order/placed' }], retries: 0 },
      async ({ step }) => {
        await step.run('fulfil-order', async () => {
          await step.run('charge-card', () => void charges.push('charged'))
          return 'shipped'
        })
      },
    ),
  ])
  const { engine, send } = await anEngineFor((request) => Promise.race([app(request), cutOff()]))

  await send('order/placed')

  expect(engine.runs.find()).toMatchObject([
    {
      status: 'Failed',
      output: { message: 'Your server returned HTTP 504 before the SDK responded.' },
      steps: [],
    },
  ])
  expect(charges).toEqual([])
})

it('ships when each step is one of its own', async () => {
  const charges: string[] = []
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction(
      { id: 'fulfil', triggers: [{ event: 'order/placed' }], retries: 0 },
      async ({ step }) => {
        await step.run('charge-card', () => void charges.push('charged'))
        return step.run('fulfil-order', () => 'shipped')
      },
    ),
  ])

  await send('order/placed')

  expect(engine.runs.find()).toMatchObject([{ status: 'Completed', output: 'shipped' }])
  expect(charges).toEqual(['charged'])
})
