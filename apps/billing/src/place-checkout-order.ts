import type { Db } from '@repo/db'
import { placeOrder, reopenOrder } from '@repo/db/orders'
import type { Order } from '@repo/db/schema'
import { getTeam } from '@repo/db/teams'
import { DomainError } from '@repo/worker-kit/errors'
import type { Stripe } from 'stripe'
import type { z } from 'zod'
import type { CheckoutCompleted } from './read-webhook.ts'
import { listCheckoutLines } from './stripe.ts'

/**
 * Stores the order of a checkout with nothing left to pay, once for each checkout; one that failed before is opened again. Null where there is
 * nothing to order: a subscription's checkout, or one whose money is still on its way (its success comes as an event of its own).
 */
export async function placeCheckoutOrder(
  { db, stripe, now }: { db: Db; stripe: () => Stripe; now: () => Date },
  { data: { object: session } }: z.infer<typeof CheckoutCompleted>,
): Promise<Order | null> {
  if (session.mode !== 'payment' || session.payment_status === 'unpaid') return null
  if (session.client_reference_id === null) {
    throw new DomainError('invalid', `checkout ${session.id} names no team`, { field: 'client_reference_id' })
  }
  const team = await getTeam(db, session.client_reference_id)
  const lines = await listCheckoutLines(stripe(), session.id)

  const order = {
    id: `ord_${session.id}`,
    teamId: team.id,
    lines,
    checkoutSessionId: session.id,
    createdAt: now(),
  }
  await placeOrder(db, order)
  return reopenOrder(db, order.id)
}
