import { z } from 'zod'
import type { LocalInstallation } from '../local-installation.ts'
import { short } from './scene.ts'
import { until } from './until.ts'

const Order = z.object({
  id: z.string(),
  status: z.enum(['placed', 'backordered', 'completed', 'failed']),
  missing: z.array(z.object({ sku: z.string(), quantity: z.number() })).nullable(),
  paymentIntentId: z.string().nullable(),
})

export type Order = z.infer<typeof Order>

export async function postOrder(
  installation: LocalInstallation,
  sku: string,
  quantity: number,
): Promise<Response> {
  return fetch(`${installation.gatewayUrl}/v1/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${installation.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ lines: [{ sku, quantity }], paymentMethodId: 'pm_card_visa' }),
  })
}

/** The order once nothing more happens to it by itself. */
export async function settledOrder({ gatewayUrl, token }: LocalInstallation, id: string): Promise<Order> {
  return until(`order ${id}`, async () => {
    const response = await fetch(`${gatewayUrl}/v1/orders/${id}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    if (!response.ok) return undefined
    const order = Order.parse(await response.json())
    return order.status === 'placed' ? undefined : order
  })
}

export function describeOrder({ status, missing, paymentIntentId }: Order): string {
  if (missing) {
    return `${status}: ${missing.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ')} missing`
  }
  return paymentIntentId ? `${status}, paid by ${short(paymentIntentId)}` : status
}
