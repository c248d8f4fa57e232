import { NonRetriableError, RetryAfterError } from 'inngest'
import { expect, it, vi } from 'vitest'
import { anApp } from './an-app.ts'
import { anEngine } from './an-engine.ts'

const JITTER_MS = 15_000
const triggers = [{ event: 'shop/placed' }]

it('tries a failed step again by the backoff table and keeps the steps before it', async () => {
  const before = vi.fn<() => void>()
  const flaky = vi
    .fn<() => Promise<void>>()
    .mockRejectedValueOnce(new Error('first'))
    .mockRejectedValueOnce(new Error('second'))
  const { engine, send, pass } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'flaky', triggers }, async ({ step }) => {
      await step.run('before', before)
      await step.run('flaky', flaky)
      return 'done'
    }),
  ])

  await send('shop/placed')
  expect(engine.runs.find()[0]?.steps[1]).toMatchObject({
    status: 'Retrying',
    attempts: 1,
    error: { message: 'first' },
  })

  await pass(15_000 + JITTER_MS - 1)
  expect(flaky).toHaveBeenCalledTimes(1)
  await pass(1)
  expect(flaky).toHaveBeenCalledTimes(2)
  await pass(30_000 + JITTER_MS - 1)
  expect(flaky).toHaveBeenCalledTimes(2)
  await pass(1)

  expect(engine.runs.find()[0]).toMatchObject({ status: 'Completed', output: 'done', executions: 5 })
  expect(engine.runs.find()[0]?.steps[1]).toMatchObject({ status: 'Completed', attempts: 3 })
  expect(before).toHaveBeenCalledTimes(1)
})

it('gives a function five attempts unless it says otherwise', async () => {
  const attempts: number[] = []
  const maxAttempts: (number | undefined)[] = []
  const { engine, send, pass } = await anEngine(
    (inngest) => [
      inngest.createFunction({ id: 'never', triggers }, (context) => {
        attempts.push(context.attempt)
        maxAttempts.push(context.maxAttempts)
        throw new Error('never')
      }),
    ],
    { retryDelay: '1s' },
  )

  await send('shop/placed')
  for (let second = 0; second < 10; second++) await pass(1000)

  expect(attempts).toEqual([0, 1, 2, 3, 4])
  expect(maxAttempts[0]).toBe(5)
  expect(engine.runs.find()[0]).toMatchObject({ status: 'Failed', output: { message: 'never' } })
})

it('does not try a NonRetriableError again', async () => {
  const step = vi.fn<() => Promise<void>>().mockRejectedValue(new NonRetriableError('final'))
  const { engine, send, pass } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'final', triggers }, (context) => context.step.run('final', step)),
  ])

  await send('shop/placed')
  await pass(3_600_000)

  expect(step).toHaveBeenCalledTimes(1)
  expect(engine.runs.find()[0]).toMatchObject({ status: 'Failed', output: { message: 'final' } })
})

it('waits as long as a RetryAfterError asks for', async () => {
  const step = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new RetryAfterError('busy', '2m'))
  const { send, pass } = await anEngine(
    (inngest) => [
      inngest.createFunction({ id: 'busy', triggers }, (context) => context.step.run('busy', step)),
    ],
    { retryDelay: '1s' },
  )

  await send('shop/placed')
  await pass(119_999)
  expect(step).toHaveBeenCalledTimes(1)
  await pass(1)
  expect(step).toHaveBeenCalledTimes(2)
})

it('lets a function catch the error of a step that has no attempt left', async () => {
  const { engine, send, pass } = await anEngine(
    (inngest) => [
      inngest.createFunction({ id: 'catcher', triggers, retries: 1 }, async ({ step }) => {
        try {
          await step.run('bad', () => Promise.reject(new Error('bad luck')))
        } catch (error) {
          return step.run('instead', () => `caught ${error instanceof Error ? error.message : 'nothing'}`)
        }
        return 'not caught'
      }),
    ],
    { retryDelay: '1s' },
  )

  await send('shop/placed')
  await pass(1000)

  expect(engine.runs.find()[0]).toMatchObject({ status: 'Completed', output: 'caught bad luck' })
  expect(engine.runs.find()[0]?.steps).toMatchObject([
    { name: 'bad', status: 'Failed', attempts: 2, error: { message: 'bad luck' } },
    { name: 'instead', status: 'Completed' },
  ])
})

it('tells the onFailure handler and the rest of the world about a failed run', async () => {
  const onFailure = vi.fn<(...heard: unknown[]) => void>()
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction(
      {
        id: 'doomed',
        triggers,
        retries: 0,
        onFailure: ({ event, error }) =>
          onFailure(error.message, event.data.event.data, event.data.function_id),
      },
      () => {
        throw new Error('doomed')
      },
    ),
    inngest.createFunction({ id: 'other', triggers, retries: 0 }, () => 'fine'),
    inngest.createFunction(
      { id: 'watcher', triggers: [{ event: 'inngest/function.finished' }] },
      ({ event }) => [event.data.function_id, event.data._inngest.status, event.data.result],
    ),
  ])

  await send('shop/placed', { order: 7 })

  expect(onFailure.mock.calls).toEqual([['doomed', { order: 7 }, 'shop-doomed']])
  const watched = engine.runs.find().filter(({ function_id }) => function_id === 'shop-watcher')
  expect(watched.map(({ output }) => output)).toEqual(
    expect.arrayContaining([
      ['shop-doomed', 'Failed', expect.objectContaining({ message: 'doomed' })],
      ['shop-other', 'Completed', 'fine'],
    ]),
  )
  expect(watched).toHaveLength(2)
})

it.each([
  ['does not answer', () => Promise.reject(new Error('connect refused')), 1000],
  [
    'answers 503 with a time to wait',
    () => new Response('busy', { status: 503, headers: { 'retry-after': '9' } }),
    9000,
  ],
])('takes an app that %s for a failed attempt', async (_, answer, waitMs) => {
  const app = anApp('shop', (inngest) => [inngest.createFunction({ id: 'fine', triggers }, () => 'fine')])
  let isDown = true
  const fetch = (request: Request) => (isDown && request.method === 'POST' ? answer() : app.fetch(request))
  const { engine, send, pass } = await anEngine(() => [], {
    apps: [{ url: app.url, fetch }],
    retryDelay: '1s',
  })

  await send('shop/placed')
  isDown = false
  await pass(waitMs - 1)
  expect(engine.runs.find()[0]?.status).toBe('Running')
  await pass(1)

  expect(engine.runs.find()[0]).toMatchObject({ status: 'Completed', output: 'fine' })
})

it('fails a run when its app never answers again', async () => {
  const app = anApp('shop', (inngest) => [
    inngest.createFunction({ id: 'gone', triggers, retries: 1 }, () => 1),
  ])
  const fetch = async (request: Request) => {
    if (request.method === 'POST') throw new Error('connect refused')
    return app.fetch(request)
  }
  const { engine, send, pass } = await anEngine(() => [], {
    apps: [{ url: app.url, fetch }],
    retryDelay: '1s',
  })

  await send('shop/placed')
  await pass(1000)

  expect(engine.runs.find()[0]).toMatchObject({
    status: 'Failed',
    output: { message: 'the app did not answer: connect refused' },
  })
})
