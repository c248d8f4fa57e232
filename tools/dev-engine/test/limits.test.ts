import { expect, it } from 'vitest'
import { tooManySteps } from '../src/execution/find-refusal.ts'
import { serverError } from '../src/execution/server-error.ts'
import { anApp } from './an-app.ts'
import { anEngine } from './an-engine.ts'

const MIB = 1024 * 1024
const triggers = [{ event: 'shop/placed' }]

/** Each time it is called it has done one more step, and it reads nothing of what it is sent. */
function anAppThatDoes(step: (n: number) => [id: number, data: unknown]) {
  const app = anApp('shop', (inngest) => [inngest.createFunction({ id: 'long', triggers }, () => 1)])
  let count = 0
  const fetch = async (request: Request) => {
    if (request.method !== 'POST') return app.fetch(request)
    const [id, data] = step(++count)
    const ops = [{ id: `step-${id}`, op: 'StepRun', data }]
    return Response.json(ops, { status: 206, headers: { 'x-inngest-sdk': 'js:v4.24.0' } })
  }
  return { url: app.url, fetch }
}

it('fails a step whose output is larger than 4 MiB', async () => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'large', triggers, retries: 0 }, ({ step }) =>
      step.run('large', () => 'x'.repeat(4 * MIB)),
    ),
  ])

  await send('shop/placed')

  expect(engine.runs.find()[0]).toMatchObject({
    status: 'Failed',
    output: { message: 'step large: step output size is greater than the limit' },
  })
})

it('fails an answer that is larger than 8 MiB', async () => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'large', triggers, retries: 0 }, () => 'x'.repeat(8 * MIB)),
  ])

  await send('shop/placed')

  expect(engine.runs.find()[0]).toMatchObject({ status: 'Failed', output: { name: 'output_too_large' } })
})

it('fails a run whose outputs are larger than 32 MiB together', async () => {
  const text = 'x'.repeat(4 * MIB - 100)
  const { engine, send } = await anEngine(() => [], { apps: [anAppThatDoes((n) => [n, text])] })

  await send('shop/placed')

  const [run] = engine.runs.find()
  expect(run).toMatchObject({
    status: 'Failed',
    output: serverError(
      'InngestErrStateOverflowed',
      'The function run exceeded the state size limit of 33554432 bytes.',
    ),
  })
  expect(run?.steps.filter(({ status }) => status === 'Completed')).toHaveLength(8)
}, 20_000)

it('fails a run of more than 1000 steps at once', async () => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'wide', triggers }, async ({ step }) => {
      await Promise.all(Array.from({ length: 1001 }, (_, n) => step.run(`part-${n}`, () => n)))
    }),
  ])

  await send('shop/placed')
  expect(engine.runs.find()[0]).toMatchObject({ status: 'Failed', output: tooManySteps, executions: 1 })
})

it('fails a run of more than 1000 steps one after another', async () => {
  let calls = 0
  const { engine, send } = await anEngine(() => [], { apps: [anAppThatDoes((n) => [n, (calls = n)])] })

  await send('shop/placed')

  expect(calls).toBe(1000)
  expect(engine.runs.find()[0]).toMatchObject({
    status: 'Failed',
    output: tooManySteps,
  })
})

it.each([
  [
    'sleep',
    '367d',
    'The sleep "52w3d" ends more than one year in the future; sleeps may last at most one year.',
  ],
  [
    'wait',
    '367d',
    'The wait-for-event timeout "52w3d" expires more than one year in the future; timeouts may last at most one year.',
  ],
])('fails a %s of %s', async (kind, duration, message) => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'patient', triggers }, ({ step }) =>
      kind === 'sleep'
        ? step.sleep('nap', duration)
        : step.waitForEvent('word', { event: 'shop/word', timeout: duration }),
    ),
  ])

  await send('shop/placed')

  expect(engine.runs.find()[0]).toMatchObject({
    status: 'Failed',
    output: serverError('InngestErrTimeoutTooLong', message),
  })
})

it('sleeps for a whole leap year', async () => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'patient', triggers }, ({ step }) => step.sleep('nap', '366d')),
  ])

  await send('shop/placed')

  expect(engine.runs.find()[0]).toMatchObject({ status: 'Running' })
})
