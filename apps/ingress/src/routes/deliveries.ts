import { DomainError } from '@repo/worker-kit/errors'
import { Hono } from 'hono'
import { type HonoEnv, scope } from '../context.ts'
import { inboxFor } from '../inbox/inbox-for.ts'

class DeliveryNotFound extends DomainError {
  constructor(id: string) {
    super('not_found', `delivery ${id} does not exist, or its body is older than 30 days`, { field: 'id' })
  }
}

/** What an operator asks of a delivery. */
export const deliveries = new Hono<HonoEnv>()
  .use(scope('operator'))
  .get('/:id', async (c) => {
    const id = c.req.param('id')
    const delivery = await inboxFor(c.env, id).read(id)
    if (!delivery) throw new DeliveryNotFound(id)
    const { body: _body, bodyRef: _bodyRef, headers: _headers, key, receivedAt, ...rest } = delivery
    return c.json({ id: key, ...rest, receivedAt: new Date(receivedAt).toISOString() })
  })
  .post('/:id/replay', async (c) => {
    const id = c.req.param('id')
    const announcement = await inboxFor(c.env, id).replay(id)
    if (announcement === null) throw new DeliveryNotFound(id)
    return c.json({ deliveryId: id, announcement }, 202)
  })
