import { exports } from 'cloudflare:workers'
import { getOrder, listOrders, markBackordered, markFailed } from '@repo/db/orders'
import { fulfilOrder } from '@repo/db/entitlements'
import { anOrder } from '@repo/testing/an-order'
import { aTeam } from '@repo/testing/a-team'
import { stubOutside } from '@repo/testing/outside-world'
import { describe, expect, it, vi } from 'vitest'
import { call } from '../../test/call.ts'
import { everyMinute } from '../../test/every-minute.ts'
import { db } from '../../test/run.ts'

const lines = [{ sku: 'seat', quantity: 2 }]
const body = { lines, paymentMethodId: 'pm_card_visa' }

const post = (headers: Record<string, string>, payload: unknown) => call('POST', '', headers, payload)

const MINUTE_MS = 60_000

describe('POST /v1/orders', () => {
  it('takes an order in, says where it is, and announces it', async () => {
    const { events } = stubOutside()
    const { authorization, teamId } = await aTeam(db)

    const response = await post({ authorization }, body)

    const order = await response.json<{ id: string }>()
    expect(response.status).toBe(202)
    expect(response.headers.get('location')).toBe(`/v1/orders/${order.id}`)
    expect(order).toMatchObject({ status: 'placed', lines })
    expect(await getOrder(db, order.id)).toMatchObject({ teamId, paymentMethodId: 'pm_card_visa' })
    await vi.waitFor(() =>
      expect(events).toMatchObject([{ name: 'order/placed', id: `order-placed:${order.id}#0` }]),
    )
  })

  it('makes one order of two requests with the same key', async () => {
    stubOutside()
    const { authorization, teamId } = await aTeam(db)
    const headers = { authorization, 'idempotency-key': 'monday' }

    const first = await (await post(headers, body)).json()
    const second = await (await post(headers, body)).json()

    expect(second).toEqual(first)
    expect((await listOrders(db, 1000)).filter((order) => order.teamId === teamId)).toHaveLength(1)
  })

  it('makes two orders of the same key in two teams', async () => {
    stubOutside()
    const [one, other] = [await aTeam(db), await aTeam(db)]

    const answers = await Promise.all(
      [one, other].map(({ authorization }) => post({ authorization, 'idempotency-key': 'monday' }, body)),
    )

    const [first, second] = await Promise.all(answers.map((answer) => answer.json<{ id: string }>()))
    expect(second?.id).not.toBe(first?.id)
  })

  it.each([
    ['lines', { ...body, lines: [{ sku: 'seat', quantity: 3 }] }],
    ['payment method', { ...body, paymentMethodId: 'pm_card_mastercard' }],
  ])('refuses the same key with another %s', async (_, other) => {
    stubOutside()
    const { authorization } = await aTeam(db)
    const headers = { authorization, 'idempotency-key': 'tuesday' }
    await post(headers, body)

    const response = await post(headers, other)

    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({ code: 'conflict', field: 'idempotency-key' })
  })

  it.each([
    ['lines[0].quantity', { ...body, lines: [{ sku: 'seat', quantity: 0 }] }],
    ['lines[1].sku', { ...body, lines: [...lines, { sku: '', quantity: 1 }] }],
    ['lines[0].price', { ...body, lines: [{ sku: 'seat', quantity: 1, price: 1 }] }],
    ['lines', { ...body, lines: [] }],
    ['paymentMethodId', { lines }],
    ['teamId', { ...body, teamId: 'team_other' }],
  ])('names %s when it is wrong', async (field, wrong) => {
    stubOutside()
    const { authorization } = await aTeam(db)

    const response = await post({ authorization }, wrong)

    expect(response.status).toBe(422)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ status: 422, code: 'invalid', field })
  })

  it('refuses what is no JSON', async () => {
    stubOutside()
    const { authorization } = await aTeam(db)

    const response = await post({ authorization }, '{"lines":')

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      status: 400,
      code: 'invalid',
      requestId: expect.any(String),
    })
  })

  it('refuses a body that is far larger than any order', async () => {
    stubOutside()
    const { authorization } = await aTeam(db)

    const response = await post({ authorization }, { ...body, note: 'x'.repeat(200_000) })

    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'too_large', limit: '100000 bytes' })
  })

  it.each([
    ['no token', async () => ({}), 401],
    ['an unknown token', async () => ({ authorization: 'Bearer mr_unknown' }), 401],
    [
      'a revoked token',
      async () => ({ authorization: (await aTeam(db, { revokedAt: new Date() })).authorization }),
      401,
    ],
    [
      'a token for reading',
      async () => ({ authorization: (await aTeam(db, { scopes: ['orders:read'] })).authorization }),
      403,
    ],
  ])('refuses %s', async (_, headers, status) => {
    const response = await post(await headers(), body)

    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  it('does not wait for the engine', async () => {
    const engine = Promise.withResolvers<Response>()
    stubOutside({ 'engine.test': () => engine.promise })
    const { authorization } = await aTeam(db)

    const response = await post({ authorization }, body)

    expect(response.status).toBe(202)
    engine.resolve(Response.json({ ids: ['1'], status: 200 }))
  })

  it('takes orders while the engine is down, and announces them later', async () => {
    stubOutside({ 'engine.test': () => Response.json({ error: 'down' }, { status: 503 }) })
    const { authorization } = await aTeam(db)

    const response = await post({ authorization }, body)
    const { id } = await response.json<{ id: string }>()
    const { events } = stubOutside()
    await everyMinute(Date.now())
    const tooEarly = events.map((event) => event.id)
    await everyMinute(Date.now() + 2 * MINUTE_MS)

    expect(response.status).toBe(202)
    expect(tooEarly).not.toContain(`order-placed:${id}#0`)
    expect(events.map((event) => event.id)).toContain(`order-placed:${id}#0`)
  })
})

describe('GET /v1/orders/:id', () => {
  it('shows a team its own order, and nothing of its inside', async () => {
    const { teamId, authorization } = await aTeam(db)
    const { id } = await anOrder(db, { teamId, lines })

    const response = await call('GET', `/${id}`, { authorization })

    expect(response.status).toBe(200)
    expect(Object.keys(await response.json<object>()).toSorted()).toEqual([
      'createdAt',
      'failureReason',
      'id',
      'lines',
      'missing',
      'paymentIntentId',
      'status',
    ])
  })

  it.each([
    ['GET', ''],
    ['POST', '/retry'],
  ])('does not know another team’s order: %s %s', async (method, action) => {
    const { authorization } = await aTeam(db)
    const { id } = await anOrder(db)

    const foreign = await call(method, `/${id}${action}`, { authorization })
    const absent = await call(method, `/ord_absent${action}`, { authorization })

    expect([foreign.status, absent.status]).toEqual([404, 404])
    expect(await foreign.json()).toMatchObject({ code: 'not_found', detail: `order ${id} does not exist` })
    expect(await absent.json()).toMatchObject({
      code: 'not_found',
      detail: 'order ord_absent does not exist',
    })
  })

  it('needs a token that may read', async () => {
    const { authorization, teamId } = await aTeam(db, { scopes: ['orders:write'] })
    const { id } = await anOrder(db, { teamId })

    expect((await call('GET', `/${id}`, { authorization })).status).toBe(403)
  })
})

describe('POST /v1/orders/:id/retry', () => {
  it.each([
    ['failed', (id: string) => markFailed(db, id, 0, 'declined')],
    ['backordered', (id: string) => markBackordered(db, id, lines)],
  ])('announces a %s order anew', async (_, fail) => {
    const { events } = stubOutside()
    const { authorization, teamId } = await aTeam(db)
    const { id } = await anOrder(db, { teamId, lines })
    await fail(id)

    const response = await call('POST', `/${id}/retry`, { authorization })

    expect(response.status).toBe(202)
    expect(await response.json()).toMatchObject({ status: 'placed', failureReason: null, missing: null })
    await vi.waitFor(() =>
      expect(events).toMatchObject([{ id: `order-placed:${id}#1`, data: { announcement: 1 } }]),
    )
  })

  it('refuses a completed order', async () => {
    const { events } = stubOutside()
    const { authorization, teamId } = await aTeam(db)
    const order = await anOrder(db, { teamId })
    await fulfilOrder(db, order, new Date())

    const response = await call('POST', `/${order.id}/retry`, { authorization })

    expect(response.status).toBe(409)
    expect(events).toEqual([])
  })
})

it('says what exists where nothing does', async () => {
  const response = await exports.default.fetch('https://gateway/v1/subscriptions')

  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ existing: expect.arrayContaining(['POST /v1/orders']) })
})
