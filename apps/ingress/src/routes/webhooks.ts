import { log } from '@repo/worker-kit/log'
import { requestId } from '@repo/worker-kit/error-response'
import { Hono } from 'hono'
import type { HonoEnv } from '../context.ts'
import { fileDelivery } from '../file-delivery.ts'
import { readBody } from '../read-body.ts'
import { getSource, secretsOf } from '../sources/get-source.ts'

/** The door: verified, then durable, then 202. A repeat gets the same answer as the first. */
export const webhooks = new Hono<HonoEnv>().post('/:source', async (c) => {
  const source = getSource(c.req.param('source'))
  const secrets = secretsOf(c.env, source)
  const { headers } = c.req.raw
  const body = await readBody(c.req.raw)
  const now = new Date()

  await source.verify({ headers, body, secrets, now })
  const { key, type, objectId, customerId } = await source.identify(headers, body)

  await fileDelivery(c.env, {
    key,
    source: source.name,
    type,
    objectId,
    customerId: customerId ?? null,
    isHandled: source.handledTypes.includes(type),
    receivedAt: now.getTime(),
    headers: Object.fromEntries(source.keptHeaders.map((name) => [name, headers.get(name) ?? ''])),
    body,
    bodyRef: null,
    sizeBytes: body.length,
  })
  log.info('delivery accepted', { requestId: requestId(c), deliveryId: key, type })
  return c.json({ deliveryId: key }, 202)
})
