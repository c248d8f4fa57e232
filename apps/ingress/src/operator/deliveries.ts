import { createRoute, z } from '@hono/zod-openapi'
import { createDb } from '@repo/db'
import { searchDeliveries } from '@repo/db/delivery-search'
import { findBody } from '../inbox/find-body.ts'
import { DomainError } from '@repo/worker-kit/errors'
import { inboxFor } from '../inbox/inbox-for.ts'
import { fileTestDelivery } from '../replay/file-test-delivery.ts'
import { replayDelivery } from '../replay/replay-delivery.ts'
import { DeliveryNotFound } from '../replay/verify-stored.ts'
import { decodePlace, encodePlace } from '../rules/page-cursor.ts'
import { answers, IdParam, jsonBody, security } from './answers.ts'
import { audit } from './audit.ts'
import {
  Delivery,
  DeliveryDetail,
  FilterQuery,
  filterOf,
  PageQuery,
  showDelivery,
} from './delivery-schemas.ts'
import { createRouter } from './router.ts'
import { showBody } from './show-body.ts'

const Announced = z.object({ deliveryId: z.string(), announcement: z.int() })

const Flag = z.enum(['true', 'false']).optional()

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'List deliveries, newest first, without bodies',
  security,
  request: { query: FilterQuery.extend(PageQuery.shape) },
  responses: answers(
    200,
    'One page.',
    z.object({ deliveries: z.array(Delivery), next: z.string().nullable() }),
    [422],
  ),
})

const show = createRoute({
  method: 'get',
  path: '/{id}',
  summary: 'Show one delivery with its headers and every announcement',
  description: 'With `body=true` also its body, which writes an audit entry.',
  security,
  request: { params: IdParam, query: z.strictObject({ body: Flag }) },
  responses: answers(200, 'The delivery.', DeliveryDetail, [404]),
})

const replay = createRoute({
  method: 'post',
  path: '/{id}/replay',
  summary: 'Announce a delivery again, once its bytes have been verified again',
  description: 'With `dryRun=true` nothing changes: the answer says which announcement it would be.',
  security,
  request: {
    params: IdParam,
    query: z.strictObject({ dryRun: Flag }),
  },
  responses: {
    ...answers(200, 'It could be announced.', Announced, [404, 409]),
    ...answers(202, 'It is announced.', Announced),
  },
})

const test = createRoute({
  method: 'post',
  path: '/{id}/test',
  summary: 'File an edited copy as a new delivery, marked as a test',
  security,
  request: { params: IdParam, body: jsonBody(z.strictObject({ body: z.string() })) },
  responses: answers(202, 'It is filed.', z.object({ deliveryId: z.string() }), [404, 422, 503]),
})

export const deliveries = createRouter()
  .openapi(list, async (c) => {
    const { limit, after, ...query } = c.req.valid('query')
    const place = after === undefined ? undefined : decodePlace(after)
    const before = place && { receivedAt: place.at, id: place.id }
    const page = await searchDeliveries(createDb(c.env.DB), filterOf(query), limit, before)
    const last = page.length === limit ? page.at(-1) : undefined
    const next = last ? encodePlace({ at: last.receivedAt.getTime(), id: last.id }) : null
    return c.json({ deliveries: page.map(showDelivery), next }, 200)
  })
  .openapi(show, async (c) => {
    const { id } = c.req.valid('param')
    const isBodyWanted = c.req.valid('query').body === 'true'
    const stored = await inboxFor(c.env, id).inspect(id)
    if (!stored) throw new DeliveryNotFound(id)
    if (isBodyWanted) await audit(c, 'read-body', id)
    const { key, receivedAt, attempts, body: _body, bodyRef: _bodyRef, ...rest } = stored
    const bytes = isBodyWanted ? await findBody(c.env, stored) : null
    const shown = {
      id: key,
      ...rest,
      receivedAt: new Date(receivedAt).toISOString(),
      attempts: attempts.map(({ replacedAt, ...attempt }) => ({
        ...attempt,
        replacedAt: replacedAt === null ? null : new Date(replacedAt).toISOString(),
      })),
      ...(isBodyWanted && { body: bytes && showBody(bytes) }),
    }
    return c.json(shown, 200)
  })
  .openapi(replay, async (c) => {
    const { id } = c.req.valid('param')
    const isDryRun = c.req.valid('query').dryRun === 'true'
    // A `dryRun` in it, as a replay of many takes it, would be a replay.
    if (await c.req.text()) {
      throw new DomainError('invalid', 'it takes no body; dryRun=true is a parameter', { field: 'body' })
    }
    const replayId = crypto.randomUUID()
    if (!isDryRun) await audit(c, 'replay', id, { replayId })
    const announcement = await replayDelivery(c.env, id, { replayId, isDryRun })
    return c.json({ deliveryId: id, announcement }, isDryRun ? 200 : 202)
  })
  .openapi(test, async (c) => {
    const { id } = c.req.valid('param')
    const testId = crypto.randomUUID()
    await audit(c, 'test-delivery', id, { testId })
    const { body } = c.req.valid('json')
    const deliveryId = await fileTestDelivery(c.env, id, body, { testId, now: new Date() })
    return c.json({ deliveryId }, 202)
  })
