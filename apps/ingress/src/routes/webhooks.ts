import { Hono } from 'hono'
import type { HonoEnv } from '../context.ts'
import { Deadline } from '../deadline.ts'
import { fileDelivery } from '../file-delivery.ts'
import { letIn } from '../let-in.ts'
import { getSource } from '../sources/get-source.ts'

// From the first byte to the shard's answer. R2 takes another 4 s at the most, and GitHub waits for 10.
const SHARD_ANSWERS_WITHIN_MS = 4_000

/** The door: verified, then durable, then 202. A repeat gets the same answer as the first. */
export const webhooks = new Hono<HonoEnv>().post('/:source', async (c) => {
  const source = getSource(c.req.param('source'))
  const now = new Date()
  const deadline = new Deadline(SHARD_ANSWERS_WITHIN_MS)
  const webhook = await letIn(c.env, source, c.req.raw, now, deadline)
  const challenge = source.challengeIn?.(webhook)
  if (challenge) return c.text(challenge)

  const { id, type, objectId, customerId, order } = await source.identify(webhook)
  const key = `${source.name}:${id}`
  const delivery = {
    key,
    source: source.name,
    type,
    objectId,
    objectKey: order && `${source.name}:${order.object}`,
    sequence: order && order.sequence,
    customerId: customerId ?? null,
    isHandled: source.handledTypes.includes(type),
    signsTime: source.schemes[0].time !== undefined,
    secretId: webhook.secretId,
    receivedAt: now.getTime(),
    headers: webhook.kept,
    body: webhook.body,
    bodyRef: null,
    sizeBytes: webhook.body.length,
  }
  await fileDelivery(c.env, delivery, deadline)
  // Not `c.json`, whose headers cost more than the signature.
  return Response.json({ deliveryId: key }, { status: 202 })
})
