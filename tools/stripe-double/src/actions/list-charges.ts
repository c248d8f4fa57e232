import { listObjects } from '../store/objects.ts'
import type { World } from '../world.ts'
import { amountRefunded } from './amount-refunded.ts'

/** One payment intent and what it moved. */
export type Charge = {
  paymentIntentId: string
  status: string
  amount: number
  amountReceived: number
  amountRefunded: number
  currency: string
  customerId: string | null
  metadata: Record<string, string>
  checkoutSessionId: string | null
  clientReferenceId: string | null
  created: number
}

/** Oldest first, so that a story can be read from top to bottom. */
export function listCharges(world: World): Charge[] {
  const sessions = listObjects(world.db, 'checkout.session')
  return listObjects(world.db, 'payment_intent').map((intent) => {
    const session = sessions.find((session) => session.payment_intent === intent.id)
    return {
      paymentIntentId: intent.id,
      status: intent.status,
      amount: intent.amount,
      amountReceived: intent.amount_received,
      amountRefunded: amountRefunded(world, intent.id),
      currency: intent.currency,
      customerId: intent.customer,
      metadata: intent.metadata,
      checkoutSessionId: session?.id ?? null,
      clientReferenceId: session?.client_reference_id ?? null,
      created: intent.created,
    }
  })
}
