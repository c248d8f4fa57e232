import type { Params } from '../http/params.ts'
import { StripeError } from '../http/stripe-error.ts'
import type { PaymentIntent } from '../objects/a-payment-intent.ts'
import { declineOf } from '../objects/test-cards.ts'
import { putObject } from '../store/objects.ts'
import type { Cause, World } from '../world.ts'
import { readPaymentIntent } from './read-payment-intent.ts'
import { recordEvent } from './record-event.ts'

// Those that `readPaymentIntent` does not read change nothing here: the double takes cards, and asks nobody.
const KNOWN = [
  'amount',
  'automatic_payment_methods',
  'confirm',
  'currency',
  'customer',
  'description',
  'metadata',
  'off_session',
  'payment_method',
  'payment_method_types',
  'receipt_email',
]

export function createPaymentIntent(world: World, params: Params, cause: Cause): PaymentIntent {
  params.refuseUnknown(KNOWN)
  const intent = readPaymentIntent(world, params)
  if (params.flag('confirm')) return charge(world, intent, cause)

  putObject(world.db, 'payment_intent', intent.id, intent)
  return intent
}

function charge(world: World, intent: PaymentIntent, cause: Cause): PaymentIntent {
  const declineCode = declineOf(intent.payment_method)
  if (declineCode !== undefined) return decline(world, intent, { declineCode, cause })

  const paid: PaymentIntent = {
    ...intent,
    amount_received: intent.amount,
    latest_charge: world.newId('ch'),
    status: 'succeeded',
  }
  putObject(world.db, 'payment_intent', paid.id, paid)
  recordEvent(world, 'payment_intent.succeeded', paid, cause)
  return paid
}

type Refusal = { declineCode: string; cause: Cause }

function decline(world: World, intent: PaymentIntent, { declineCode, cause }: Refusal): never {
  const error = {
    type: 'card_error' as const,
    code: 'card_declined',
    decline_code: declineCode,
    message: 'Your card was declined.',
    charge: world.newId('ch'),
  }
  const failed: PaymentIntent = {
    ...intent,
    last_payment_error: error,
    latest_charge: error.charge,
    payment_method: null,
    status: 'requires_payment_method',
  }
  putObject(world.db, 'payment_intent', failed.id, failed)
  recordEvent(world, 'payment_intent.payment_failed', failed, cause)
  throw new StripeError(402, { ...error, payment_intent: failed })
}
