import { createDb } from '@repo/db'
import { getOrder, OrderNotFound, placeOrder, reopenOrder } from '@repo/db/orders'
import type { Order } from '@repo/db/schema'
import { hashToken } from '@repo/worker-kit/auth'
import { DomainError } from '@repo/worker-kit/errors'
import { input } from '@repo/worker-kit/input'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { announceOrder } from '../announce-order.ts'
import { type HonoEnv, scope } from '../context.ts'
import { mergeLines } from '../rules/merge-lines.ts'

const OrderRequest = z.strictObject({
  lines: z
    .array(z.strictObject({ sku: z.string().min(1).max(100), quantity: z.int().min(1).max(10_000) }))
    .min(1)
    .max(50),
  paymentMethodId: z.string().regex(/^pm_\w{1,100}$/, 'a Stripe payment method id is needed'),
})

const BODY_MAX_BYTES = 100_000

const smallBody = bodyLimit({
  maxSize: BODY_MAX_BYTES,
  onError: () => {
    throw new DomainError('too_large', 'the body is too large', { limit: `${BODY_MAX_BYTES} bytes` })
  },
})

const OrderHeaders = z.object({ 'idempotency-key': z.string().min(1).max(255).optional() })

/** A team's own orders. */
export const orders = new Hono<HonoEnv>()
  .post(
    '/',
    scope('orders:write'),
    smallBody,
    input('header', OrderHeaders),
    input('json', OrderRequest),
    async (c) => {
      const { teamId } = c.var.caller
      const { paymentMethodId, ...request } = c.req.valid('json')
      const key = c.req.valid('header')['idempotency-key'] ?? crypto.randomUUID()
      const id = `ord_${(await hashToken(`${teamId}:${key}`)).slice(0, 32)}`
      const lines = mergeLines(request.lines)

      const order = await placeOrder(createDb(c.env.DB), {
        id,
        teamId,
        lines,
        paymentMethodId,
        createdAt: new Date(),
      })
      if (
        JSON.stringify(order.lines) !== JSON.stringify(lines) ||
        order.paymentMethodId !== paymentMethodId
      ) {
        throw new DomainError('conflict', 'another order was placed with this key', {
          field: 'idempotency-key',
        })
      }
      // Announced on repeats too: the first announcement may be what failed. Same id, so heard once.
      if (order.status === 'placed') c.executionCtx.waitUntil(announceOrder(order))
      return c.json(present(order), 202, { location: `/v1/orders/${id}` })
    },
  )
  .get('/:id', scope('orders:read'), async (c) => c.json(present(await ownOrder(c, c.req.param('id')))))
  .post('/:id/retry', scope('orders:write'), async (c) => {
    const { id } = await ownOrder(c, c.req.param('id'))
    const order = await reopenOrder(createDb(c.env.DB), id)
    if (order.status === 'completed') throw new DomainError('conflict', `order ${id} is completed`)
    c.executionCtx.waitUntil(announceOrder(order))
    return c.json(present(order), 202)
  })

/** Another team's order does not exist. */
async function ownOrder(
  c: { env: HonoEnv['Bindings']; var: HonoEnv['Variables'] },
  id: string,
): Promise<Order> {
  const order = await getOrder(createDb(c.env.DB), id)
  if (order.teamId !== c.var.caller.teamId) throw new OrderNotFound(id)
  return order
}

function present({ id, status, lines, missing, failureReason, paymentIntentId, createdAt }: Order) {
  return { id, status, lines, missing, failureReason, paymentIntentId, createdAt }
}
