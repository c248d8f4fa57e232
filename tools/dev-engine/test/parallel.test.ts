import { expect, it, vi } from 'vitest'
import { anApp } from './an-app.ts'
import { anEngine, startOfTest } from './an-engine.ts'

const HOUR_MS = 3_600_000

it('calls the app as the server does, but for the id that would make the SDK checkpoint', async () => {
  const app = anApp('shop', (inngest) => [
    inngest.createFunction({ id: 'fan', triggers: [{ event: 'shop/placed' }] }, ({ step }) =>
      Promise.all([step.run('a', () => 1), step.run('b', () => 2)]),
    ),
  ])
  const calls: Record<string, unknown>[] = []
  const fetch = async (request: Request) => {
    if (request.method === 'POST') calls.push((await request.clone().json()) as Record<string, unknown>)
    return app.fetch(request)
  }
  const { send } = await anEngine(() => [], { apps: [{ url: app.url, fetch }], parallel: 100 })

  await send('shop/placed')

  const ctx = { run_id: expect.any(String), attempt: 0, max_attempts: 5, use_api: false }
  const stack = { stack: [], current: 0 }
  const discovery = { ...ctx, stack, disable_immediate_execution: false }
  const branch = { ...discovery, disable_immediate_execution: true }
  const event = { id: expect.any(String), name: 'shop/placed', data: {}, ts: startOfTest, user: {} }
  const call = { version: -1, event, events: [event], steps: {} }
  const ids = [expect.any(String), expect.any(String)]
  expect(calls).toEqual([
    { ...call, ctx: discovery },
    { ...call, ctx: branch },
    { ...call, ctx: branch },
    {
      ...call,
      steps: expect.objectContaining({ e9d71f5ee7c92d6dc9e92ffdad17b8bd49418f98: { data: 2 } }),
      ctx: { ...discovery, stack: { stack: ids, current: 2 } },
    },
  ])
})

it('runs parallel steps at the same time and goes on once all are settled', async () => {
  const gate = Promise.withResolvers<void>()
  const started: string[] = []
  const after = vi.fn<() => void>()
  const { engine } = await anEngine(
    (inngest) => [
      inngest.createFunction({ id: 'fan', triggers: [{ event: 'shop/placed' }] }, async ({ step }) => {
        const branch = (id: string) =>
          step.run(id, async () => {
            started.push(id)
            if (started.length === 3) gate.resolve()
            await gate.promise
            return id
          })
        const ids = await Promise.all([branch('a'), branch('b'), branch('c')])
        await step.run('after', after)
        return ids
      }),
    ],
    { parallel: 3 },
  )

  await engine.send({ name: 'shop/placed' })
  await engine.whenIdle()

  expect(engine.runs.find()[0]).toMatchObject({ status: 'Completed', output: ['a', 'b', 'c'], executions: 5 })
  expect(started.toSorted()).toEqual(['a', 'b', 'c'])
  expect(after).toHaveBeenCalledTimes(1)
})

it('goes on after the first branch of a race and runs each branch once', async () => {
  const slow = vi.fn<() => string>(() => 'slow')
  const { engine, send, pass } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'race', triggers: [{ event: 'shop/placed' }] }, async ({ step, group }) => {
      const winner = await group.parallel({ mode: 'race' }, () =>
        Promise.race([
          step.sleep('nap', '1s').then(() => 'nap'),
          step.sleep('long-nap', '1h').then(() => 'long nap'),
          step.run('slow', slow),
        ]),
      )
      return step.run('tell', () => winner)
    }),
  ])

  await send('shop/placed')
  expect(engine.runs.find()[0]?.steps.map(({ name, status }) => [name, status])).toEqual([
    ['nap', 'Sleeping'],
    ['long-nap', 'Sleeping'],
    ['slow', 'Completed'],
    ['tell', 'Completed'],
  ])

  // The SDK reports branches that are still open instead of a result.
  await pass(HOUR_MS)
  expect(engine.runs.find()[0]).toMatchObject({ status: 'Completed', output: 'slow' })
  expect(slow).toHaveBeenCalledTimes(1)
})

it('runs what follows a race once, also when its branches end at the same time', async () => {
  const gate = Promise.withResolvers<void>()
  let started = 0
  const after = vi.fn<() => void>()
  const { engine, send } = await anEngine(
    (inngest) => [
      inngest.createFunction({ id: 'tie', triggers: [{ event: 'shop/placed' }] }, async ({ step, group }) => {
        const branch = async () => {
          started++
          if (started === 2) gate.resolve()
          await gate.promise
        }
        await group.parallel({ mode: 'race' }, () =>
          Promise.race([step.run('one', branch), step.run('two', branch)]),
        )
        await step.run('after', after)
        await step.run('last', after)
      }),
    ],
    { parallel: 2 },
  )

  await send('shop/placed')

  expect(engine.runs.find()[0]).toMatchObject({ status: 'Completed', executions: 5 })
  expect(after).toHaveBeenCalledTimes(2)
})
