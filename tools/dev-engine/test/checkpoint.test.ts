import { Inngest } from 'inngest'
import { serve } from 'inngest/edge'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createEngine, type Engine, type EngineOptions, memoryStorage, virtualClock } from '../src/index.ts'
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

it('answers 409 to a call that is out of date, and 400 to what cannot be checkpointed', async () => {
  const { engine } = await aHouse((inngest) => [
    inngest.createFunction({ id: 'nap', triggers }, ({ step }) => step.sleep('nap', '1h')),
  ])
  await engine.send({ name: 'shop/placed' })
  await engine.whenIdle()
  const [run] = engine.runs.find()
  const post = async (body: unknown, runId = run?.run_id) => {
    const url = `http://engine.test/v1/checkpoint/${runId}/async`
    return (await engine.fetch(new Request(url, { method: 'POST', body: JSON.stringify(body) }))).status
  }
  const steps = [{ id: 'x', op: 'StepRun', data: 1 }]

  expect(await post({ qi_id: '1', generation_id: 1, steps })).toBe(409)
  expect(await post({ qi_id: '1', generation_id: 7, steps: [] })).toBe(409)
  expect(await post({ qi_id: '1', generation_id: 1, steps: [{ id: 'x', op: 'Sleep' }] })).toBe(400)
  expect(await post({ qi_id: '1', generation_id: 1 })).toBe(400)
  expect(await post({ qi_id: '1', generation_id: 1, steps }, 'none')).toBe(404)
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
