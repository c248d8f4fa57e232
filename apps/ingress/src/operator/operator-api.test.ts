import { env } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { noteTrouble } from '@repo/db/alerts'
import { keepPage, openReconciliation } from '@repo/db/reconciliations'
import { aTeam } from '@repo/testing/a-team'
import { describe, expect, it } from 'vitest'
import { anEngine } from '../../test/engine.ts'
import { operate, operatorToken } from '../../test/operate.ts'
import { aStripeBody, postAsStripe } from '../../test/send.ts'
import { runDueAlarms } from '../../test/shard.ts'
import { inboxFor } from '../inbox/inbox-for.ts'

type Operation = {
  summary: string
  operationId: string
  security?: object[]
  responses: Record<string, object>
}

const db = createDb(env.DB)

async function operations(): Promise<[string, string, Operation][]> {
  const { body } = await operate('GET', 'openapi.json', { authorization: null })
  const paths = body['paths'] as Record<string, Record<string, Operation>>
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
      method.toUpperCase(),
      path,
      operation,
    ]),
  )
}

describe('the description', () => {
  it('names every route, made from the routes themselves', async () => {
    const named = (await operations()).map(([method, path]) => `${method} ${path}`)

    expect(named.toSorted()).toEqual([
      'GET /v1/alerts',
      'GET /v1/audit',
      'GET /v1/deliveries',
      'GET /v1/deliveries/{id}',
      'GET /v1/erasures/{id}',
      'GET /v1/reconciliations',
      'GET /v1/replays',
      'GET /v1/replays/{id}',
      'GET /v1/secrets',
      'GET /v1/sources',
      'POST /v1/deliveries/{id}/replay',
      'POST /v1/deliveries/{id}/test',
      'POST /v1/erasures',
      'POST /v1/reconciliations/{source}',
      'POST /v1/replays',
    ])
  })

  it('knows the filters, the answers and the refusals', async () => {
    const { body } = await operate('GET', 'openapi.json', { authorization: null })

    expect(body).toMatchObject({
      openapi: '3.1.0',
      components: {
        securitySchemes: { operator: { type: 'http', scheme: 'bearer' } },
        schemas: { Delivery: { properties: { customerId: {} } }, Problem: {} },
      },
    })
    const list = (await operations()).find(([, path]) => path === '/v1/deliveries')?.[2]
    const parameters = (list as unknown as { parameters: { name: string }[] }).parameters
    expect(parameters.map(({ name }) => name)).toEqual([
      'source',
      'type',
      'status',
      'object',
      'customer',
      'from',
      'to',
      'limit',
      'after',
    ])
    expect(Object.keys(list?.responses ?? {})).toEqual(['200', '401', '403', '422', '500'])
  })

  it('names each operation, and what every body may be refused for', async () => {
    const all = await operations()

    const names = all.map(([, , { operationId }]) => operationId)
    expect(names).toContain('postDeliveriesByIdReplay')
    expect(new Set(names).size).toBe(all.length)
    const request = all.find(([, , { operationId }]) => operationId === 'postReplays')?.[2]
    expect(Object.keys(request?.responses ?? {})).toEqual(
      expect.arrayContaining(['400', '413', '415', '422', '500']),
    )
  })
})

it('lets nobody in without the scope of an operator, whatever the route', async () => {
  const customer = (await aTeam(db)).authorization

  for (const [method, path, { security }] of await operations()) {
    const place = path.slice('/v1/'.length).replace('{id}', 'stripe:evt_1').replace('{source}', 'stripe')
    const ask = (authorization: string | null) => operate(method, place, { authorization })

    expect(security).toEqual([{ operator: [] }])
    expect((await ask(null)).status, `${method} ${path}`).toBe(401)
    expect((await ask('Bearer guessed')).status, `${method} ${path}`).toBe(401)
    expect((await ask(customer)).status, `${method} ${path}`).toBe(403)
  }
})

it('answers a path that does not exist with those that do', async () => {
  const { status, body } = await operate('GET', 'lost')

  expect(status).toBe(404)
  expect(body['existing']).toContain('/v1/deliveries')
})

it('shows how each source is', async () => {
  anEngine()
  const { key, body } = aStripeBody()
  await postAsStripe(body)
  await runDueAlarms(inboxFor(env, key))

  const { body: shown } = await operate('GET', 'sources')

  expect(shown['sources']).toMatchObject([
    {
      source: 'stripe',
      hasSecret: true,
      lastReceivedAt: expect.stringMatching(/Z$/),
      expectedEverySeconds: 21_600,
      isSilent: false,
      last24Hours: { announced: 1 },
    },
    { source: 'github', lastReceivedAt: null, isSilent: false },
    ...Array.from({ length: 6 }, () => ({ lastReceivedAt: null, isSilent: false, last24Hours: {} })),
  ])
})

it('shows by source and day what a sender says it sent, and compares now when asked', async () => {
  const engine = anEngine()
  const now = new Date()
  const day = now.toISOString().slice(0, 10)
  const start = await openReconciliation(db, {
    channel: 'stripe',
    source: 'stripe',
    comparedTo: now,
    checkedAt: now,
  })
  const to = { comparedTo: now, walkFrom: null, nextPage: null, checkedAt: now }
  await keepPage(db, start, { days: { [day]: 7 }, missing: [], to })

  expect((await operate('GET', 'reconciliations')).body).toEqual({
    channels: [
      { channel: 'stripe', source: 'stripe', comparedTo: now.toISOString(), checkedAt: now.toISOString() },
    ],
    days: [{ source: 'stripe', day, expected: 7, received: 7, healed: 0, missing: 0 }],
  })
  expect((await operate('POST', 'reconciliations/github')).status).toBe(202)
  expect(engine.batches.flat()).toMatchObject([
    { name: 'ops/reconciliation.requested', data: { source: 'github' } },
  ])
  expect((await operate('POST', 'reconciliations/paypal')).body).toMatchObject({ field: 'source' })
})

it('lists alerts', async () => {
  await noteTrouble(db, { kind: 'shard-stuck', fingerprint: 'shard-stuck', text: 'it waits' }, new Date())

  expect((await operate('GET', 'alerts')).body['alerts']).toMatchObject([
    { kind: 'shard-stuck', text: 'it waits', occurrences: 1 },
  ])
})

it('takes an erasure, keeps its words out of the event and of the audit, and says when it is done', async () => {
  const engine = anEngine()
  const mentions = ['ada@example.com', 'cus_12345678']

  const { status, body } = await operate('POST', 'erasures', { body: { mentions } })

  expect(status).toBe(202)
  const erasureId = String(body['erasureId'])
  const [event] = engine.batches.flat()
  expect(event).toMatchObject({ name: 'ops/erasure.requested', data: { erasureId } })
  const audit = await operate('GET', 'audit')
  const entry = { action: 'erase', subject: erasureId, details: { mentions: 2 } }
  expect(audit.body['entries']).toContainEqual(expect.objectContaining(entry))
  expect(JSON.stringify([event, audit])).not.toContain('ada@')
  expect((await operate('GET', `erasures/${erasureId}`)).body).toMatchObject({ erased: 0, finishedAt: null })
})

it.each(['a', 'stripe', 'ada@example', 'checkout.session.completed', 'payment_status', '12345'])(
  'erases nothing by %j, which many bodies may hold',
  async (mention) => {
    const { status, body } = await operate('POST', 'erasures', { body: { mentions: [mention] } })

    expect(status).toBe(422)
    expect(body).toMatchObject({ field: 'mentions[0]' })
  },
)

it('pages through the audit, newest first', async () => {
  anEngine()
  const authorization = await operatorToken()
  for (let i = 0; i < 3; i++) await operate('POST', 'reconciliations/stripe', { authorization })

  const first = await operate('GET', 'audit?limit=2')
  const second = await operate('GET', `audit?limit=2&after=${String(first.body['next'])}`)

  const ids = [first, second].flatMap(({ body }) => (body['entries'] as { id: string }[]).map(({ id }) => id))
  expect(new Set(ids).size).toBe(4)
})

it.each([
  ['POST', 'deliveries/stripe:evt_1/replay', { dryRun: true }, 'body'],
  ['POST', 'deliveries/stripe:evt_1/replay?dryrun=true', undefined, 'dryrun'],
  ['POST', 'replays', { filter: { source: 'stripe' }, dryrun: true, expectedCount: 0 }, 'dryrun'],
  ['POST', 'erasures', { mentions: ['ada@example.com'], dryRun: true }, 'dryRun'],
  ['GET', 'deliveries?statuses=failed', undefined, 'statuses'],
] as const)('refuses what it does not know: %s %s with %j', async (method, path, body, field) => {
  anEngine()

  expect(await operate(method, path, body && { body })).toMatchObject({ status: 422, body: { field } })
})
