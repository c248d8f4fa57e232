import { expect, it } from 'vitest'
import { createEngine, virtualClock } from '../src/index.ts'
import { anApp } from './an-app.ts'
import { startOfTest } from './an-engine.ts'

const triggers = [{ event: 'shop/placed' }]
const app = anApp('shop', (inngest) => [inngest.createFunction({ id: 'f', triggers, retries: 0 }, () => 1)])
const wait = { op: 'WaitForEvent', id: 'a', name: 'shop/paid' }
const invoke = { op: 'InvokeFunction', id: 'a' }
const invoked = { function_id: 'shop-f', payload: {} }

it.each([
  [null, 'operation 0: is not an object'],
  [{ op: 'StepRun', data: 1 }, 'operation 0: id is not a string'],
  [{ op: 5, id: 'a' }, 'operation 0: op is not a name'],
  [{ ...wait, opts: null }, 'operation 0: opts is not an object'],
  [{ ...wait, opts: { timeout: 5 } }, 'operation 0: opts.timeout is not a string'],
  [{ ...invoke, opts: { ...invoked, payload: null } }, 'operation 0: opts.payload is not an object'],
  [{ ...invoke, opts: { ...invoked, timeout: 'soon' } }, 'soon is not a duration'],
  [{ ...invoke, opts: { ...invoked, timeout: `${'9'.repeat(400)}d` } }, 'is beyond all dates'],
])('fails the run whose app answers %j, and lives on', async (op, message) => {
  const engine = await createEngine({
    clock: virtualClock({ start: startOfTest }),
    apps: [
      {
        url: app.url,
        fetch: async (request) =>
          request.method === 'POST'
            ? Response.json([op], { status: 206, headers: { 'x-inngest-sdk': 'js:v4.24.0' } })
            : app.fetch(request),
      },
    ],
  })
  await engine.sync()
  await engine.send({ name: 'shop/placed' })
  await engine.runUntilIdle()

  expect(engine.runs.find()).toMatchObject([
    { status: 'Failed', output: { message: expect.stringContaining(message) } },
  ])
  await engine.close()
})
