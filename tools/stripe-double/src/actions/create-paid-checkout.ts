import { InvalidParam } from '../http/stripe-error.ts'
import { aCheckoutSession, type CheckoutSession } from '../objects/a-checkout-session.ts'
import { aLineItem, type LineItem } from '../objects/a-line-item.ts'
import { aPaymentIntent } from '../objects/a-payment-intent.ts'
import type { StripeEvent } from '../objects/wrap-in-event.ts'
import { inTransaction } from '../store/in-transaction.ts'
import { listObjects, putObject } from '../store/objects.ts'
import { toSeconds } from '../to-seconds.ts'
import type { World } from '../world.ts'
import { recordEvent } from './record-event.ts'

export type PaidCheckoutInput = {
  lineItems: { lookupKey: string; quantity: number }[]
  clientReferenceId: string
  customerId?: string
  customerEmail?: string
}

export type PaidCheckout = { session: CheckoutSession; event: StripeEvent }

/** Plays the buyer: the session is complete, its payment has succeeded, and Stripe has something to tell. */
export function createPaidCheckout(world: World, input: PaidCheckoutInput): PaidCheckout {
  const { db, newId } = world
  const lineItems = readLineItems(world, input)
  const created = toSeconds(world.now())
  const customer = input.customerId ?? newId('cus')
  const amount = lineItems.reduce((sum, item) => sum + item.amount_total, 0)
  const email = input.customerEmail ?? null

  const intent = aPaymentIntent({
    id: newId('pi'),
    amount,
    amount_received: amount,
    created,
    currency: 'usd',
    customer,
    latest_charge: newId('ch'),
    payment_method: 'pm_card_visa',
    receipt_email: email,
    status: 'succeeded',
  })
  const session = aCheckoutSession({
    id: newId('cs_test'),
    amount_total: amount,
    client_reference_id: input.clientReferenceId,
    created,
    customer,
    customer_details: detailsOf(email),
    customer_email: email,
    payment_intent: intent.id,
  })

  return inTransaction(db, () => {
    putObject(db, 'payment_intent', intent.id, intent)
    putObject(db, 'checkout.session', session.id, session)
    putObject(db, 'line_items', session.id, lineItems)
    recordEvent(world, 'payment_intent.succeeded', intent)
    return { session, event: recordEvent(world, 'checkout.session.completed', session) }
  })
}

function readLineItems({ db, newId }: World, { lineItems }: PaidCheckoutInput): LineItem[] {
  if (lineItems.length === 0) throw new InvalidParam('lineItems', 'a checkout needs at least one line item')
  const prices = listObjects(db, 'price')
  return lineItems.map(({ lookupKey, quantity }, index) => {
    const price = prices.find((price) => price.lookup_key === lookupKey)
    if (!price) {
      const known = prices.map((price) => price.lookup_key).join(', ')
      throw new InvalidParam(
        `lineItems[${index}][lookupKey]`,
        `no price has '${lookupKey}': there are ${known}`,
      )
    }
    if (!Number.isSafeInteger(quantity) || quantity < 1) {
      throw new InvalidParam(`lineItems[${index}][quantity]`, 'a quantity is a whole number from 1')
    }
    return aLineItem({ id: newId('li'), price, quantity })
  })
}

function detailsOf(email: string | null): CheckoutSession['customer_details'] {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  }
}
