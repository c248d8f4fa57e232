import type { Params } from '../http/params.ts'
import { InvalidParam } from '../http/stripe-error.ts'
import { aPaymentIntent, type PaymentIntent } from '../objects/a-payment-intent.ts'
import { testCards } from '../objects/test-cards.ts'
import { toSeconds } from '../to-seconds.ts'
import type { World } from '../world.ts'

const AMOUNT_MIN = 50
const AMOUNT_MAX = 99_999_999

/** The payment intent that a request describes, before anything is charged. */
export function readPaymentIntent({ newId, now }: World, params: Params): PaymentIntent {
  const method = readPaymentMethod(params)
  return aPaymentIntent({
    id: newId('pi'),
    amount: readAmount(params),
    created: toSeconds(now()),
    currency: readCurrency(params),
    customer: params.text('customer') ?? null,
    description: params.text('description') ?? null,
    metadata: params.record('metadata'),
    payment_method: method,
    receipt_email: params.text('receipt_email') ?? null,
    status: method === null ? 'requires_payment_method' : 'requires_confirmation',
  })
}

function readPaymentMethod(params: Params): string | null {
  const method = params.text('payment_method')
  if (method === undefined) return null
  if (testCards.includes(method)) return method
  const message = `No such PaymentMethod: '${method}' (this is a double: it knows ${testCards.join(', ')})`
  throw new InvalidParam('payment_method', message, 'resource_missing')
}

function readAmount(params: Params): number {
  const amount = params.requiredInteger('amount')
  const refused = (message: string, code: string) => new InvalidParam('amount', message, code)
  if (amount < 1) throw refused('This value must be greater than or equal to 1.', 'parameter_invalid_integer')
  if (amount < AMOUNT_MIN) throw refused(`Amount must be at least ${AMOUNT_MIN}`, 'amount_too_small')
  if (amount > AMOUNT_MAX) throw refused(`Amount must be no more than ${AMOUNT_MAX}`, 'amount_too_large')
  return amount
}

function readCurrency(params: Params): string {
  const currency = params.requiredText('currency').toLowerCase()
  if (Intl.supportedValuesOf('currency').includes(currency.toUpperCase())) return currency
  throw new InvalidParam('currency', `Invalid currency: ${currency}.`)
}
