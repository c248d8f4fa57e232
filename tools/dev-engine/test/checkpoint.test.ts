import { Inngest } from 'inngest'
import { serve } from 'inngest/edge'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createEngine, type Engine, type EngineOptions, memoryStorage, virtualClock } from '../src/index.ts'
import { aCallUnderWay } from './a-call-under-way.ts'
import type { DefineFunctions } from './an-app.ts'
import { startOfTest } from './an-engine.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const triggers = [{ event: 'shop/placed' }]

/** An app whose SDK reaches the engine without a socket; `calls` are the steps it was asked for. */
async function aHouse(define: DefineFunctions, options: Partial<EngineOptions> = {}) {
  const calls: string[] = []
  let engine: Engine | undefined
  const client = new Inngest({
    id: 'shop',
    isDev: true,
    baseUrl: 'http://engine.test',
    logger: silent,
    internalLogger: silent,
    fetch: async (input, init) => {
      if (!engine) throw new Error('there is no engine yet')
      return engine.fetch(new Request(input, init))
    },
  })
  const handler = serve({ client, functions: define(client) })
  const fetch = async (request: Request) => {
    if (request.method === 'POST') calls.push(new URL(request.url).searchParams.get('stepId') ?? '')
    return handler(request)
  }
  const created = await createEngine({
    apps: [{ url: 'http://shop.test/api/inngest', fetch, checkpointing: true }],
    clock: virtualClock({ start: startOfTest }),
    retryDelay: '1s',
    ...options,
  })
  engine = created
  onTestFinished(() => created.close())
  await created.sync()
  return { engine: created, calls }
}

const three: DefineFunctions = (inngest) => [
  inngest.createFunction({ id: 'three', triggers }, async ({ step }) => {
    const a = await step.run('a', () => 1)
    const b = await step.run('b', () => a + 1)
    return step.run('c', () => b + 1)
  }),
]

it('runs steps one after another in one call, each written down before the next', async () => {
  const { engine, calls } = await aHouse(three)

  await engine.send({ name: 'shop/placed' })
  await engine.whenIdle()

  expect(calls).toEqual(['step'])
  expect(engine.runs.find()).toMatchObject([{ status: 'Completed', output: 3, executions: 4 }])
  expect(engine.runs.find()[0]?.steps).toMatchObject(
    ['a', 'b', 'c'].map((name) => ({ name, op: 'StepRun', status: 'Completed', attempts: 1 })),
  )
})

it('goes on after a sleep, a wait and parallel steps', async () => {
  const { engine, calls } = await aHouse((inngest) => [
    inngest.createFunction({ id: 'mixed', triggers }, async ({ step }) => {
      await step.run('a', () => 1)
      await step.sleep('nap', '1h')
      const both = await Promise.all([step.run('b', () => 2), step.run('c', () => 3)])
      const heard = await step.waitForEvent('word', { event: 'shop/word', timeout: '1h' })
      return step.run('d', () => [...both, heard])
    }),
  ])

  await engine.send({ name: 'shop/placed' })
  await engine.runUntilIdle()

  expect(engine.runs.find()).toMatchObject([{ output: [2, 3, null], executions: 5 }])
  // Up to the sleep, the plan, each branch, up to the wait, and what follows it.
  expect(calls).toHaveLength(6)
})

it('tries only the step again that failed, with all its attempts', async () => {
  const flaky = vi
    .fn<() => string>()
    .mockImplementationOnce(() => {
      throw new Error('once')
    })
    .mockImplementation(() => 'done')
  const attempts: number[] = []
  const { engine } = await aHouse((inngest) => [
    inngest.createFunction({ id: 'flaky', triggers, retries: 1 }, async ({ step, attempt }) => {
      attempts.push(attempt)
      await step.run('a', flaky)
      await step.run('b', () => 1)
      if (attempts.length < 4) throw new Error('not yet')
      return 'done'
    }),
  ])

  await engine.send({ name: 'shop/placed' })
  await engine.runUntilIdle()

  expect(flaky).toHaveBeenCalledTimes(2)
  expect(engine.runs.find()).toMatchObject([{ output: 'done', executions: 4 }])
  expect(attempts).toEqual([0, 1, 0, 1])
})

it('does not run again what was written down before the engine was killed', async () => {
  const storage = memoryStorage()
  const log: string[] = []
  const isDuring = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const define: DefineFunctions = (inngest) => [
    inngest.createFunction({ id: 'long', triggers }, async ({ step }) => {
      await step.run('before', () => void log.push('before'))
      await step.run('during', async () => {
        log.push('during')
        isDuring.resolve()
        if (log.length === 2) await gate.promise
      })
      await step.run('after', () => void log.push('after'))
    }),
  ]
  const first = await aHouse(define, { storage })
  await first.engine.send({ name: 'shop/placed' })
  await isDuring.promise
  first.engine.kill()

  const second = await aHouse(define, { storage })
  await second.engine.whenIdle()
  gate.resolve()
  await new Promise((resolve) => setTimeout(resolve, 20))

  expect(log).toEqual(['before', 'during', 'during', 'after'])
  expect(second.engine.runs.find()).toMatchObject([{ status: 'Completed', executions: 4 }])
})

it('stops a call whose run was cancelled, and keeps the step that was under way', async () => {
  const after = vi.fn<() => void>()
  const { engine } = await aHouse((inngest) => [
    inngest.createFunction({ id: 'long', triggers, cancelOn: [{ event: 'shop/stop' }] }, async ({ step }) => {
      await step.run('during', () => inngest.send({ name: 'shop/stop' }))
      await step.run('after', after)
    }),
  ])

  await engine.send({ name: 'shop/placed' })
  await engine.whenIdle()

  expect(after).not.toHaveBeenCalled()
  expect(engine.runs.find()).toMatchObject([
    { status: 'Cancelled', steps: [{ name: 'during', status: 'Completed' }] },
  ])
})

const steps = [{ id: 'x', op: 'StepRun', data: 1 }]

it('gives a call its attempts back with each step that is written down', async () => {
  const { engine, post, living, attempts, fail } = await aCallUnderWay()

  expect(await post({ steps })).toBe(200)
  fail()
  await living

  expect(attempts).toEqual([0, 1, 1])
  expect(engine.runs.find()).toMatchObject([{ status: 'Failed', executions: 2 }])
})

it('answers 409 to a call that is out of date, and hears nothing of what it tells', async () => {
  const { engine, call, post, living, fail } = await aCallUnderWay()

  expect(await post({ generation_id: call.generation_id - 1, steps })).toBe(409)
  expect(engine.runs.find()).toMatchObject([{ steps: [], executions: 1 }])
  expect(await post({ qi_id: '1', steps: [] })).toBe(409)
  fail()
  await living
})

it('answers 400 to what cannot be checkpointed, 404 to no run and 413 to too much', async () => {
  const { engine, post, living, fail } = await aCallUnderWay()

  expect(await post({ steps: [{ id: 'x', op: 'Sleep' }] })).toBe(400)
  expect(await post({})).toBe(400)
  expect(await post({ steps }, 'none')).toBe(404)
  expect(await post({ steps: [{ ...steps[0], data: 'x'.repeat(5 * 1024 * 1024) }] })).toBe(413)
  expect(engine.runs.find()).toMatchObject([{ steps: [] }])
  fail()
  await living
})

it.each([
  [[null]],
  [[{ ...steps[0], timing: { a: 0, b: 'NaN' } }]],
  [[{ ...steps[0], timing: { a: 0, b: 1e300 } }]],
  [[{ op: 'StepRun', id: 5 }]],
])('answers 400 to the malformed steps %j, and writes nothing down', async (malformed) => {
  const { engine, post, living, fail } = await aCallUnderWay()

  expect(await post({ steps: [...steps, ...malformed] })).toBe(400)
  expect(engine.runs.find()).toMatchObject([{ steps: [] }])
  fail()
  await living
})

it.each(['null', '5', '[]'])('answers 400 to the checkpoint %s', async (body) => {
  const { engine, living, fail } = await aCallUnderWay()

  const url = `http://engine.test/v1/checkpoint/${engine.runs.find()[0]?.run_id}/async`
  const answer = await engine.fetch(new Request(url, { method: 'POST', body }))
  expect(answer.status).toBe(400)
  fail()
  await living
})

it('lets the SDK ask for what is too much for one request', async () => {
  const { engine } = await aHouse((inngest) => [
    inngest.createFunction({ id: 'large', triggers, checkpointing: false }, async ({ event, step }) => {
      const text = 'x'.repeat(1024 * 1024)
      const parts = []
      for (const n of [1, 2, 3, 4, 5]) parts.push(await step.run(`part-${n}`, () => text))
      return [parts.join('').length, event.name]
    }),
  ])

  await engine.send({ name: 'shop/placed' })
  await engine.whenIdle()

  expect(engine.runs.find()).toMatchObject([{ output: [5 * 1024 * 1024, 'shop/placed'] }])
})
