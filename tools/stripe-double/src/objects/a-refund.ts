import type { Stripe } from 'stripe'
import type { PaymentIntent } from './a-payment-intent.ts'

export type Refund = Stripe.Refund & { payment_intent: string }

type RefundInput = Pick<Refund, 'id' | 'amount' | 'created'> & Partial<Refund> & { of: PaymentIntent }

export function aRefund({ of, ...input }: RefundInput): Refund {
  return {
    object: 'refund',
    balance_transaction: null,
    charge: of.latest_charge,
    currency: of.currency,
    customer: of.customer,
    customer_account: null,
    metadata: {},
    payment_intent: of.id,
    payment_method: of.payment_method,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
    ...input,
  }
}
