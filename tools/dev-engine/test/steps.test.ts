import { NonRetriableError } from 'inngest'
import { expect, it, vi } from 'vitest'
import { anApp } from './an-app.ts'
import { anEngine } from './an-engine.ts'

const SECOND_MS = 1000
const HOUR_MS = 3_600_000

it('runs each step once and hands its result on', async () => {
  const first = vi.fn<() => number>(() => 20)
  const second = vi.fn<(n: number) => number>((n) => n + 1)
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'sum', triggers: [{ event: 'shop/placed' }] }, async ({ step, event }) => {
      const n = await step.run('first', first)
      const m = await step.run('second', () => second(n))
      return { total: m * event.data.times }
    }),
  ])

  await send('shop/placed', { times: 2 })

  const [run] = engine.runs.find()
  expect(run).toMatchObject({
    status: 'Completed',
    output: { total: 42 },
    function_id: 'shop-sum',
    executions: 3,
  })
  expect(run?.steps.map(({ name, op, status, attempts }) => [name, op, status, attempts])).toEqual([
    ['first', 'StepRun', 'Completed', 1],
    ['second', 'StepRun', 'Completed', 1],
  ])
  expect(first).toHaveBeenCalledTimes(1)
  expect(second).toHaveBeenCalledTimes(1)
})

it('hands on a step that gives nothing', async () => {
  const { send, outputs } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'nothing', triggers: [{ event: 'shop/placed' }] }, async ({ step }) => {
      const nothing = await step.run('nothing', () => {})
      return { nothing }
    }),
  ])

  await send('shop/placed')

  expect(outputs()).toEqual([{ nothing: null }])
})

it('tells repeated step ids apart', async () => {
  const { send, outputs } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'loop', triggers: [{ event: 'shop/placed' }] }, async ({ step }) => {
      const seen: number[] = []
      for (const n of [1, 2, 3]) seen.push(await step.run('same', () => n))
      return seen
    }),
  ])

  await send('shop/placed')

  expect(outputs()).toEqual([[1, 2, 3]])
})

it('sleeps for a duration and until a date', async () => {
  const { engine, send, pass } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'nap', triggers: [{ event: 'shop/placed' }] }, async ({ step }) => {
      await step.sleep('nap', '10s')
      await step.sleepUntil('midnight', '2026-01-02T00:00:00Z')
      return 'awake'
    }),
  ])

  await send('shop/placed')
  await pass(10 * SECOND_MS - 1)
  expect(engine.runs.find()[0]?.steps).toMatchObject([{ name: 'nap', op: 'Sleep', status: 'Sleeping' }])

  await pass(1)
  expect(engine.runs.find()[0]?.steps).toMatchObject([
    { status: 'Completed' },
    { name: 'midnight', status: 'Sleeping' },
  ])

  await pass(24 * HOUR_MS)
  expect(engine.runs.find()[0]).toMatchObject({ status: 'Completed', output: 'awake' })
})

it('does not count a future timer as work', async () => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'nap', triggers: [{ event: 'shop/placed' }] }, ({ step }) =>
      step.sleep('nap', '1y'),
    ),
  ])

  await send('shop/placed')

  expect(engine.runs.find()[0]?.status).toBe('Running')
})

it('delays a run to the time of its event', async () => {
  const { engine, send, pass, clock } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'later', triggers: [{ event: 'shop/placed' }] }, () => 'done'),
  ])

  await send('shop/placed', {}, { ts: clock.now() + HOUR_MS })
  await pass(HOUR_MS - 1)
  expect(engine.runs.find()[0]?.status).toBe('Running')

  await pass(1)
  expect(engine.runs.find()[0]).toMatchObject({
    status: 'Completed',
    run_started_at: '2026-01-01T01:00:00.000Z',
  })
})

it('lets the sleeps of a failed run go', async () => {
  const body = vi.fn<() => void>()
  const { engine, send, pass } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'fails', triggers: [{ event: 'shop/placed' }] }, async ({ step }) => {
      body()
      if (body.mock.calls.length > 1) throw new NonRetriableError('changed its mind')
      await Promise.all([step.sleep('nap', '1h'), step.run('one', () => 1)])
    }),
  ])

  await send('shop/placed')
  await pass(HOUR_MS)

  const [run] = engine.runs.find()
  expect(run).toMatchObject({ status: 'Failed', ended_at: '2026-01-01T00:00:00.000Z' })
  expect(run?.steps[0]).toMatchObject({ name: 'nap', ended_at: null })
  expect(body).toHaveBeenCalledTimes(2)
})

it('fails a run whose app has nothing new to say, instead of asking for ever', async () => {
  const app = anApp('shop', (inngest) => [
    inngest.createFunction({ id: 'mute', triggers: [{ event: 'shop/placed' }] }, () => 1),
  ])
  const nothing = () => Response.json([], { status: 206, headers: { 'x-inngest-sdk': 'js:v4.24.0' } })
  const fetch = (request: Request) => (request.method === 'POST' ? nothing() : app.fetch(request))
  const { engine, send } = await anEngine(() => [], { apps: [{ url: app.url, fetch }] })

  await send('shop/placed')

  expect(engine.runs.find()[0]).toMatchObject({
    status: 'Failed',
    output: { message: 'the app reported only steps that have already been settled' },
  })
})

it.each(['WaitForSignal', 'AIGateway'])('fails a run that uses %s, and names it', async (op) => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'uses', triggers: [{ event: 'shop/placed' }] }, ({ step }) => {
      const model = step.ai.models.openai({ model: 'none' })
      return op === 'AIGateway'
        ? step.ai.infer('later', { model, body: { messages: [] } })
        : step.waitForSignal('later', { signal: 'paid', timeout: '1h', onConflict: 'fail' })
    }),
  ])

  await send('shop/placed')

  expect(engine.runs.find()[0]).toMatchObject({
    status: 'Failed',
    output: {
      message: expect.stringContaining(`step later: operation ${op} is not supported by dev-engine: `),
    },
  })
})
