import { createAdaptorServer } from '@hono/node-server'
import { serve } from 'inngest/hono'
import { Hono } from 'hono'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine, type RunReport } from '../src/index.ts'
import { listen } from '../src/node/index.ts'
import { aClient, type DefineFunctions } from './an-app.ts'

interface Numbered {
  internal_id: string
  data: { n: number }
}

type Answered = { data: { run_id: string; event_id: string } }

/** Everything over sockets: the app, the engine, and what the SDK sends. */
async function aHouse(define: DefineFunctions) {
  const app = new Hono()
  const server = createAdaptorServer({ fetch: app.fetch })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/inngest`
  const engine = await createEngine({ apps: [{ url }] })
  const engineUrl = await listen(engine, { port: 0 })
  onTestFinished(async () => {
    await engine.close()
    server.close()
  })

  const inngest = aClient('shop', engineUrl)
  app.on(['GET', 'POST', 'PUT'], '/api/inngest', serve({ client: inngest, functions: define(inngest) }))
  await engine.sync()

  const get = async (path: string) => {
    const response = await fetch(engineUrl + path)
    return { status: response.status, body: (await response.json()) as { data: unknown } }
  }
  const post = async (body: string) => {
    const response = await fetch(`${engineUrl}/e/any-key`, { method: 'POST', body })
    return { status: response.status, body: (await response.json()) as { ids: string[]; error?: string } }
  }
  const ask = async (method: string, path: string, body?: string): Promise<[number, Answered]> => {
    const response = await fetch(engineUrl + path, { method, ...(body && { body }) })
    const text = await response.text()
    return [response.status, text === '' ? null : JSON.parse(text)]
  }
  return { engine, inngest, get, post, ask }
}

const processOrder: DefineFunctions = (inngest) => [
  inngest.createFunction({ id: 'process-order', triggers: [{ event: 'shop/placed' }] }, async ({ step }) => {
    await step.run('charge', () => 1)
    await step.sendEvent('tell', { name: 'shop/charged', id: 'charge-7' })
    return { ok: true }
  }),
  inngest.createFunction(
    { id: 'on-charged', triggers: [{ event: 'shop/charged' }] },
    ({ event }) => event.id,
  ),
]

it('takes events from the SDK, also from within a step', async () => {
  const { engine, inngest } = await aHouse(processOrder)

  const { ids } = await inngest.send({ name: 'shop/placed', data: {} })
  await engine.whenIdle()

  expect(ids).toEqual([expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/)])
  expect(engine.runs.find().map((run) => [run.function_id, run.output])).toEqual([
    ['shop-on-charged', 'charge-7'],
    ['shop-process-order', { ok: true }],
  ])
})

it('answers for events and runs as the REST API of Inngest does', async () => {
  const { engine, get, post } = await aHouse(processOrder)

  const sent = await post(JSON.stringify({ name: 'shop/placed', id: 'order-7', data: { total: 3 } }))
  await engine.whenIdle()
  expect(sent).toEqual({ status: 200, body: { ids: [expect.any(String)], status: 200 } })
  const [eventId] = sent.body.ids

  const event = {
    internal_id: eventId,
    id: 'order-7',
    name: 'shop/placed',
    data: { total: 3 },
    user: {},
    ts: expect.any(Number),
    v: null,
    received_at: expect.stringMatching(/^\d{4}-.*Z$/),
  }
  const metadata = { fetched_at: expect.any(String), cached_until: null }
  expect((await get(`/v1/events/${eventId}`)).body).toEqual({ data: event, metadata })
  expect((await get('/v1/events/order-7')).body).toEqual({ data: event, metadata })

  const { body: runs } = await get(`/v1/events/${eventId}/runs`)
  const run = {
    run_id: expect.any(String),
    run_started_at: expect.any(String),
    ended_at: expect.any(String),
    status: 'Completed',
    output: { ok: true },
    event_id: eventId,
    function_id: 'shop-process-order',
    executions: 3,
    steps: [
      {
        id: expect.stringMatching(/^[0-9a-f]{40}$/),
        name: 'charge',
        op: 'StepRun',
        status: 'Completed',
        attempts: 1,
        started_at: expect.any(String),
        ended_at: expect.any(String),
      },
      expect.objectContaining({ name: 'tell', op: 'StepRun' }),
    ],
  }
  expect(runs).toEqual({ data: [run], metadata })
  expect((await get(`/v1/runs/${(runs.data as RunReport[])[0]?.run_id}`)).body).toEqual({
    data: run,
    metadata,
  })
  expect((await get('/v1/events/order-7/runs')).body.data).toHaveLength(1)

  expect((await get('/v1/executions')).body.data).toEqual({
    total: 4,
    functions: { 'shop-process-order': 3, 'shop-on-charged': 1 },
  })
})

it('pages through events, newest first', async () => {
  const { engine, get, post } = await aHouse(() => [])

  await post(JSON.stringify([1, 2, 3].map((n) => ({ name: 'shop/placed', data: { n } }))))
  await post(JSON.stringify({ name: 'shop/paid' }))
  await engine.whenIdle()

  const first = (await get('/v1/events?name=shop/placed&limit=2')).body.data as Numbered[]
  expect(first.map(({ data }) => data.n)).toEqual([3, 2])
  const second = (await get(`/v1/events?name=shop/placed&limit=2&cursor=${first[1]?.internal_id}`)).body
    .data as Numbered[]
  expect(second.map(({ data }) => data.n)).toEqual([1])
  expect((await get('/v1/events')).body.data).toHaveLength(4)
})

it('lists the newest runs', async () => {
  const { engine, get, post } = await aHouse(processOrder)

  await post(JSON.stringify([{ name: 'shop/placed' }, { name: 'shop/charged', id: 'c' }]))
  await engine.whenIdle()

  expect((await get('/v1/runs?limit=2')).body.data).toHaveLength(2)
  const all = (await get('/v1/runs')).body.data as RunReport[]
  expect(all.map((run) => run.function_id)).toEqual([
    'shop-on-charged',
    'shop-on-charged',
    'shop-process-order',
  ])
})

it('cancels, runs again and invokes', async () => {
  const { engine, get, post, ask } = await aHouse((inngest) => [
    inngest.createFunction({ id: 'nap', triggers: [{ event: 'shop/placed' }] }, ({ step }) =>
      step.sleep('nap', '1h'),
    ),
  ])
  await post(JSON.stringify({ name: 'shop/placed' }))
  await engine.whenIdle()
  const [run] = (await get('/v1/runs?status=running&function_id=shop-nap')).body.data as RunReport[]

  expect((await ask('DELETE', `/v1/runs/${run?.run_id}`))[0]).toBe(204)
  expect((await ask('DELETE', `/v1/runs/${run?.run_id}`))[0]).toBe(409)
  expect((await get(`/v1/runs/${run?.run_id}`)).body.data).toMatchObject({ status: 'Cancelled' })

  const [, again] = await ask('POST', `/v1/runs/${run?.run_id}/rerun`)
  const [, invoked] = await ask('POST', '/v1/functions/shop-nap/invoke', '{"data":{"n":1}}')
  expect(engine.runs.find({ status: 'Running' })).toMatchObject([
    { run_id: invoked.data.run_id, event_id: invoked.data.event_id },
    { run_id: again.data.run_id },
  ])
  expect((await ask('POST', '/v1/functions/shop-none/invoke'))[0]).toBe(404)
  expect((await ask('POST', '/v1/functions/shop-nap/invoke', '{"data":7}'))[1]).toMatchObject({
    error: 'data is not an object',
  })
})

it('says what it serves', async () => {
  const { get } = await aHouse(processOrder)

  expect((await get('/health')).status).toBe(200)
  expect((await get('/v1/apps')).body.data).toEqual([
    {
      url: expect.stringContaining('/api/inngest'),
      app_id: 'shop',
      functions: [
        { id: 'shop-process-order', name: 'process-order', triggers: [{ event: 'shop/placed' }] },
        { id: 'shop-on-charged', name: 'on-charged', triggers: [{ event: 'shop/charged' }] },
      ],
      synced_at: expect.any(String),
      error: null,
    },
  ])
})

it('answers 404 with what there is', async () => {
  const { get } = await aHouse(processOrder)

  const missing = await get('/v1/nothing')
  expect(missing.status).toBe(404)
  expect(missing.body).toMatchObject({
    error: 'GET /v1/nothing is not here',
    routes: expect.arrayContaining(['GET /v1/runs/:id']),
  })
  expect(await get('/v1/runs/none')).toEqual({
    status: 404,
    body: { error: 'run none does not exist', status: 404 },
  })
  expect((await get('/v1/events/none')).status).toBe(404)
  expect((await get('/v1/events/none/runs')).status).toBe(404)
})

it.each([
  ['POST', '/fn/register', 'apps do not register themselves here'],
  ['POST', '/v1/signals', 'signals are experimental'],
  ['POST', '/v1/realtime/publish', 'realtime is not supported'],
  ['POST', '/v1/checkpoint', 'durable endpoints are experimental'],
])('answers 501 to %s %s, and why', async (method, path, reason) => {
  const { ask } = await aHouse(() => [])

  expect(await ask(method, path, '{}')).toMatchObject([501, { error: expect.stringContaining(reason) }])
})

it('answers 400 with the reason', async () => {
  const { post } = await aHouse(processOrder)

  expect(await post('{')).toEqual({ status: 400, body: { error: 'the body is not JSON', status: 400 } })
  expect((await post(JSON.stringify({ name: 'shop/placed', ts: 1_767_225_600 }))).body.error).toContain(
    'milliseconds',
  )
  expect((await post(JSON.stringify({ name: 'inngest/mine' }))).body.error).toContain('are reserved')
})
