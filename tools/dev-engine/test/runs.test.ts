import { expect, it, vi } from 'vitest'
import type { Engine } from '../src/index.ts'
import { anApp } from './an-app.ts'
import { anEngine } from './an-engine.ts'

const newestRunOf = ({ runs }: Pick<Engine, 'runs'>) => runs.find()[0]?.run_id ?? 'none'
const triggers = [{ event: 'shop/placed' }]

it('finds runs by function, status, event and id', async () => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'good', triggers }, () => 1),
    inngest.createFunction({ id: 'bad', triggers, retries: 0 }, () => {
      throw new Error('bad')
    }),
  ])
  const [first] = await send('shop/placed', {}, { id: 'order-1' })
  await send('shop/placed')

  const find = (query: Parameters<typeof engine.runs.find>[0]) =>
    engine.runs.find(query).map(({ function_id }) => function_id)
  expect(find({})).toEqual(['shop-bad', 'shop-good', 'shop-bad', 'shop-good'])
  expect(find({ functionId: 'shop-good' })).toHaveLength(2)
  expect(find({ status: 'Failed', limit: 1 })).toEqual(['shop-bad'])
  expect(find({ eventId: first })).toEqual(['shop-bad', 'shop-good'])
  expect(find({ eventId: 'order-1', status: 'Completed' })).toEqual(['shop-good'])
  expect(find({ eventId: 'nothing' })).toEqual([])
  const [run] = engine.runs.find({ limit: 1 })
  expect(engine.runs.get(run?.run_id ?? '')).toEqual(run)
  expect(() => engine.runs.get('none')).toThrow('run none does not exist')
})

it('lists events and gets one by either id', async () => {
  const { engine, send } = await anEngine(() => [])
  const [id] = await send('shop/placed', { n: 1 }, { id: 'order-1' })
  await send('shop/paid', { n: 2 })

  expect(engine.events.list().map(({ name }) => name)).toEqual(['shop/paid', 'shop/placed'])
  expect(engine.events.list({ name: 'shop/placed' })).toMatchObject([{ internal_id: id, id: 'order-1' }])
  expect(engine.events.get('order-1')).toEqual(engine.events.get(id ?? ''))
  expect(() => engine.events.get('none')).toThrow('event none does not exist')
})

it('cancels a run', async () => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'nap', triggers }, ({ step }) => step.sleep('nap', '1h')),
  ])
  await send('shop/placed')
  const runId = newestRunOf(engine)

  expect(await engine.runs.cancel(runId)).toBe(true)
  expect(engine.runs.get(runId)).toMatchObject({ status: 'Cancelled' })
  expect(engine.events.list({ name: 'inngest/function.cancelled' })).toHaveLength(1)
  expect(await engine.runs.cancel(runId)).toBe(false)
  await expect(engine.runs.cancel('none')).rejects.toThrow('run none does not exist')
})

it('runs a function again for the same event, whatever its keys say', async () => {
  const seen = vi.fn<(data: unknown) => void>()
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'once', triggers, idempotency: 'event.data.n' }, ({ event }) =>
      seen(event.data),
    ),
  ])
  await send('shop/placed', { n: 7 })
  const runId = newestRunOf(engine)

  const again = await engine.runs.rerun(runId)
  await engine.whenIdle()

  expect(engine.runs.find().map(({ run_id }) => run_id)).toEqual([again, runId])
  expect(seen.mock.calls).toEqual([[{ n: 7 }], [{ n: 7 }]])
})

it('invokes a function by its id', async () => {
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'charge' }, ({ event }) => (event.data as { amount: number }).amount),
  ])

  const { runId, eventId } = await engine.invoke('shop-charge', { amount: 7 })
  await engine.whenIdle()

  expect(engine.runs.get(runId ?? '')).toMatchObject({ output: 7, event_id: eventId })
  await expect(engine.invoke('shop-none')).rejects.toThrow('function shop-none does not exist')
})

it('lets a wrapper see each call, and answer in the place of the app', async () => {
  const app = anApp('shop', (inngest) => [
    inngest.createFunction({ id: 'f', triggers }, ({ step }) => step.run('one', () => 1)),
  ])
  const calls: unknown[] = []
  const { engine, send } = await anEngine(() => [], {
    apps: [app],
    retryDelay: '1s',
    transport: async ({ source, request, run }) => {
      calls.push(run && [run.functionId, run.stepId, run.attempt])
      if (calls.length === 2) return new Response('busy', { status: 503 })
      return app.fetch(request) ?? source
    },
  })

  await send('shop/placed')
  await engine.runUntilIdle()

  expect(calls).toEqual([null, ['shop-f', 'step', 0], ['shop-f', 'step', 1], ['shop-f', 'step', 0]])
  expect(engine.runs.find()).toMatchObject([{ output: 1 }])
})

it('lets a wrapper duplicate and reorder what comes in', async () => {
  const seen: unknown[] = []
  const { engine } = await anEngine(
    (inngest) => [inngest.createFunction({ id: 'f', triggers }, ({ event }) => void seen.push(event.data))],
    {
      deliver: (events, accept) => {
        const ids = accept(events.toReversed())
        accept(events.slice(0, 1))
        return ids.toReversed()
      },
    },
  )

  const { ids } = await engine.send([1, 2].map((n) => ({ name: 'shop/placed', data: { n } })))
  await engine.whenIdle()

  expect(seen).toEqual([{ n: 2 }, { n: 1 }, { n: 1 }])
  expect(ids.map((id) => engine.events.get(id).data)).toEqual([{ n: 1 }, { n: 2 }])
})
