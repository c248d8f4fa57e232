import { aCheckoutCompleted } from '@repo/testing/a-checkout-completed'
import { aSku } from '@repo/testing/a-sku'
import { aTeam } from '@repo/testing/a-team'
import { type Outside, stubOutside } from '@repo/testing/outside-world'
import { db } from './run.ts'
import { aStripe } from './stripe-stub.ts'

type Change = Parameters<typeof aCheckoutCompleted>[0]

/** A paid checkout of one add-on, and the world around it. `outside` answers as well, such as an engine. */
export async function aPaidCheckout(change: Change = {}, outside: Outside = {}) {
  const stripe = aStripe()
  const { events } = stubOutside({ 'stripe.test': stripe.answer, ...outside })
  const sku = await aSku(db)
  const { teamId } = await aTeam(db)
  const id = stripe.paidCheckout([{ sku, quantity: 2 }])
  const event = aCheckoutCompleted({ id, client_reference_id: teamId, ...change })
  return { stripe, events, sku, teamId, event, orderId: `ord_${id}` }
}
