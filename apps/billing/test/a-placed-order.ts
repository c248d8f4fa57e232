import { env } from 'cloudflare:workers'
import type { Order } from '@repo/db/schema'
import { listStock } from '@repo/db/stock'
import { anOrder } from '@repo/testing/an-order'
import { aSku } from '@repo/testing/a-sku'
import { type Outside, stubOutside } from '@repo/testing/outside-world'
import type { RunOptions } from '@repo/testing/run-function'
import { db, run } from './run.ts'
import { aStripe } from './stripe-stub.ts'

type Given = {
  available?: number
  quantity?: number
  isPaid?: boolean
  paymentMethodId?: string
  /** Who else answers outside, such as an engine. */
  outside?: Outside
}

/** An order for one add-on, and the world around it. */
export async function aPlacedOrder({
  available = 10,
  quantity = 2,
  isPaid = false,
  outside,
  ...more
}: Given = {}) {
  const stripe = aStripe()
  const { events } = stubOutside({ 'stripe.test': stripe.answer, ...outside })
  const sku = await aSku(db, available)
  const lines = [{ sku, quantity }]
  const checkoutSessionId = isPaid ? stripe.paidCheckout(lines) : null
  const order = await anOrder(db, { lines, checkoutSessionId, ...more })
  return { stripe, events, sku, order }
}

/** Runs `process-order` for an order as it was announced last. */
export const process = ({ id: orderId, teamId, announcement }: Order, more: Partial<RunOptions> = {}) =>
  run('process-order', { name: 'order/placed', data: { orderId, teamId, announcement } }, more)

export const availableOf = async (sku: string) =>
  (await listStock(db)).find((row) => row.sku === sku)?.available

/** Makes the database refuse this add-on's entitlements; answers what ends that. */
export async function refuseToShip(sku: string): Promise<() => Promise<void>> {
  const refusal = `CREATE TRIGGER refusal BEFORE INSERT ON entitlements WHEN NEW.sku = '${sku}'
    BEGIN SELECT RAISE(ABORT, 'secret reason'); END`
  await env.DB.prepare(refusal.replaceAll('\n', ' ')).run()
  return async () => {
    await env.DB.prepare('DROP TRIGGER refusal').run()
  }
}
