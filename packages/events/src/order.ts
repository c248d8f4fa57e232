import { eventType } from 'inngest'
import { z } from 'zod'

const Order = { orderId: z.string(), teamId: z.string() }

/** An order is stored and waits to be fulfilled. The announcement counts its replays, the first is 0. */
export const orderPlaced = eventType('order/placed', {
  schema: z.object({ ...Order, announcement: z.int().min(0) }),
})

/** Stock does not cover the order; nothing is charged beyond what was paid before, nothing is shipped. */
export const orderBackordered = eventType('order/backordered', {
  schema: z.object({ ...Order, missing: z.array(z.object({ sku: z.string(), quantity: z.int().min(1) })) }),
})

/** The order is paid and its entitlements are given. */
export const orderCompleted = eventType('order/completed', { schema: z.object(Order) })

/** The order will not be fulfilled; its stock is free again. */
export const orderFailed = eventType('order/failed', { schema: z.object({ ...Order, reason: z.string() }) })
