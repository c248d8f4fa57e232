import type { Params } from '../http/params.ts'
import { InvalidParam, StripeError } from '../http/stripe-error.ts'
import type { PaymentIntent } from '../objects/a-payment-intent.ts'
import { putObject } from '../store/objects.ts'
import { toSeconds } from '../to-seconds.ts'
import type { Cause, World } from '../world.ts'
import { getObject } from './get-object.ts'
import { recordEvent } from './record-event.ts'

const REASONS = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']

export function cancelPaymentIntent(world: World, id: string, params: Params, cause: Cause): PaymentIntent {
  params.refuseUnknown(['cancellation_reason'])
  const reason = params.text('cancellation_reason') ?? null
  if (reason !== null && !REASONS.includes(reason)) {
    throw new InvalidParam(
      'cancellation_reason',
      `Invalid cancellation_reason: must be one of ${REASONS.join(', ')}`,
    )
  }

  const intent = getObject(world, 'payment_intent', id)
  if (intent.status === 'succeeded' || intent.status === 'canceled') throw tooLate(intent)

  const canceled: PaymentIntent = {
    ...intent,
    canceled_at: toSeconds(world.now()),
    cancellation_reason: reason,
    status: 'canceled',
  }
  putObject(world.db, 'payment_intent', id, canceled)
  recordEvent(world, 'payment_intent.canceled', canceled, cause)
  return canceled
}

function tooLate(intent: PaymentIntent): StripeError {
  return new StripeError(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
    payment_intent: intent,
  })
}
