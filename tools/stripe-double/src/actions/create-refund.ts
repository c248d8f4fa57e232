import type { Params } from '../http/params.ts'
import { InvalidParam, ResourceMissing, StripeError } from '../http/stripe-error.ts'
import type { PaymentIntent } from '../objects/a-payment-intent.ts'
import { aRefund, type Refund } from '../objects/a-refund.ts'
import { findObject, putObject } from '../store/objects.ts'
import { toSeconds } from '../to-seconds.ts'
import type { Cause, World } from '../world.ts'
import { amountRefunded } from './amount-refunded.ts'
import { recordEvent } from './record-event.ts'

const KNOWN = ['amount', 'metadata', 'payment_intent', 'reason']
const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer']

/** All that is left of the payment, unless an amount is given. */
export function createRefund(world: World, params: Params, cause: Cause): Refund {
  params.refuseUnknown(KNOWN)
  const reason = params.text('reason') ?? null
  if (reason !== null && !REASONS.includes(reason)) {
    throw new InvalidParam('reason', `Invalid reason: must be one of ${REASONS.join(', ')}`)
  }
  const asked = params.integer('amount')
  if (asked !== undefined && asked < 1) {
    throw new InvalidParam(
      'amount',
      'This value must be greater than or equal to 1.',
      'parameter_invalid_integer',
    )
  }
  const metadata = params.record('metadata')
  const intent = getPaidIntent(world, params.requiredText('payment_intent'))

  const amount = refundableAmount(world, intent, asked)
  const refund = aRefund({
    id: world.newId('re'),
    amount,
    created: toSeconds(world.now()),
    metadata,
    of: intent,
    reason,
  })
  putObject(world.db, 'refund', refund.id, refund)
  recordEvent(world, 'refund.created', refund, cause)
  return refund
}

function getPaidIntent({ db }: World, id: string): PaymentIntent {
  const intent = findObject(db, 'payment_intent', id)
  if (intent === undefined) throw new ResourceMissing('payment_intent', id, { param: 'payment_intent' })
  if (intent.status === 'succeeded') return intent
  const message = `This PaymentIntent (${id}) does not have a successful charge to refund.`
  throw new StripeError(400, { type: 'invalid_request_error', message, param: 'payment_intent' })
}

function refundableAmount(world: World, intent: PaymentIntent, asked: number | undefined): number {
  const left = intent.amount_received - amountRefunded(world, intent.id)
  if (left === 0) {
    const message = `Charge ${intent.latest_charge} has already been refunded.`
    throw new StripeError(400, { type: 'invalid_request_error', code: 'charge_already_refunded', message })
  }
  if (asked !== undefined && asked > left) {
    const message = `Refund amount (${asked}) is greater than unrefunded amount on charge (${left})`
    throw new StripeError(400, { type: 'invalid_request_error', message, param: 'amount' })
  }
  return asked ?? left
}
