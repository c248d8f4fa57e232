import { log } from '@repo/worker-kit/log'
import { requestId } from '@repo/worker-kit/error-response'
import { Hono } from 'hono'
import type { HonoEnv } from '../context.ts'
import { fileDelivery } from '../file-delivery.ts'
import { letIn } from '../let-in.ts'
import { getSource } from '../sources/get-source.ts'

/** The door: verified, then durable, then 202. A repeat gets the same answer as the first. */
export const webhooks = new Hono<HonoEnv>().post('/:source', async (c) => {
  const source = getSource(c.req.param('source'))
  const now = new Date()
  const webhook = await letIn(c.env, source, c.req.raw, now)
  const challenge = source.challengeIn?.(webhook)
  if (challenge) return c.text(challenge)

  const { id, type, objectId, order } = await source.identify(webhook)
  const key = `${source.name}:${id}`
  await fileDelivery(c.env, {
    key,
    source: source.name,
    type,
    objectId,
    objectKey: order && `${source.name}:${order.object}`,
    sequence: order && order.sequence,
    isHandled: source.handledTypes.includes(type),
    signsTime: source.schemes[0].time !== undefined,
    secretId: webhook.secretId,
    receivedAt: now.getTime(),
    headers: webhook.kept,
    body: webhook.body,
    bodyRef: null,
    sizeBytes: webhook.body.length,
  })
  log.info('delivery accepted', { requestId: requestId(c), deliveryId: key, type })
  return c.json({ deliveryId: key }, 202)
})
