import type { Order, OrderLine } from '@repo/db/schema'
import { DomainError, requireSetting } from '@repo/worker-kit/errors'
import { Stripe } from 'stripe'
import type { Bindings } from './context.ts'
import { mergeLines } from './rules/merge-lines.ts'

const TIMEOUT_MS = 10_000
// The most that Stripe takes in one question.
const LOOKUP_KEYS_MAX = 10

/** What an order costs, in the currency's smallest unit. */
export type Amount = { amount: number; currency: string }

export class PaymentRefused extends DomainError {
  constructor(orderId: string, reason: string) {
    super('conflict', `order ${orderId} cannot be paid: ${reason}`)
  }
}

export function createStripe(env: Bindings): Stripe {
  const local = env.STRIPE_API_URL ? new URL(env.STRIPE_API_URL) : undefined
  return new Stripe(requireSetting(env, 'STRIPE_SECRET_KEY'), {
    httpClient: Stripe.createFetchHttpClient(),
    timeout: TIMEOUT_MS,
    // Inngest retries, and counts it.
    maxNetworkRetries: 0,
    ...(local && { host: local.hostname, port: local.port || '80', protocol: 'http' as const }),
  })
}

/** What was bought; the price's lookup key is our SKU. */
export async function listCheckoutLines(stripe: Stripe, sessionId: string): Promise<OrderLine[]> {
  const items = await stripe.checkout.sessions.listLineItems(sessionId, { limit: 100 })
  const lines = items.data.map(({ price, quantity }) => ({
    sku: price?.lookup_key ?? '',
    quantity: quantity ?? 0,
  }))
  if (lines.length === 0 || lines.some(({ sku, quantity }) => sku === '' || quantity < 1)) {
    throw new DomainError('invalid', `checkout ${sessionId} has a price without a lookup key`, {
      field: 'line_items',
    })
  }
  return mergeLines(lines)
}

/** The payment of an order from checkout, which was made before we heard of the order. */
export async function verifyCheckoutPayment(
  stripe: Stripe,
  order: Order,
  sessionId: string,
): Promise<string | null> {
  const session = await stripe.checkout.sessions.retrieve(sessionId, { expand: ['payment_intent'] })
  // A coupon for everything: Stripe makes no payment.
  if (session.payment_status === 'no_payment_required') return null
  const { payment_intent: payment } = session
  if (session.payment_status !== 'paid' || payment === null || typeof payment === 'string') {
    throw new PaymentRefused(order.id, `the checkout is ${session.payment_status}`)
  }
  if (payment.status !== 'succeeded' || payment.amount_received !== session.amount_total) {
    throw new PaymentRefused(order.id, `the payment ${payment.id} is ${payment.status}`)
  }
  return payment.id
}

/** What the lines cost by Stripe's active prices. */
export async function priceOrder(stripe: Stripe, order: Order): Promise<Amount> {
  const skus = order.lines.map(({ sku }) => sku)
  const found = await listPrices(stripe, skus)
  const prices = new Map(found.map((price) => [price.lookup_key, price]))

  const amount = order.lines.reduce((sum, { sku, quantity }) => {
    const unit = prices.get(sku)?.unit_amount
    if (typeof unit !== 'number') throw new PaymentRefused(order.id, `there is no active price for ${sku}`)
    return sum + unit * quantity
  }, 0)
  const [currency, ...others] = new Set(found.map((price) => price.currency))
  if (currency === undefined || others.length > 0) {
    throw new PaymentRefused(order.id, 'its prices need one currency')
  }
  return { amount, currency }
}

/** Charges once: Stripe answers a repeat of the key with the first payment. A decline is an answer, too, so it changes the key. */
export async function chargeOrder(
  stripe: Stripe,
  order: Order,
  { amount, currency }: Amount,
): Promise<{ paymentIntentId: string } | { declined: string }> {
  const { id: orderId, teamId, paymentMethodId, declines } = order
  if (paymentMethodId === null) throw new PaymentRefused(orderId, 'it has no payment method')
  try {
    const payment = await stripe.paymentIntents.create(
      {
        amount,
        currency,
        payment_method: paymentMethodId,
        confirm: true,
        metadata: {
          orderId,
          teamId,
        },
        automatic_payment_methods: {
          enabled: true,
          allow_redirects: 'never',
        },
      },
      { idempotencyKey: declines === 0 ? orderId : `${orderId}#${declines}` },
    )
    if (payment.status !== 'succeeded') {
      throw new PaymentRefused(orderId, `the payment ${payment.id} is ${payment.status}`)
    }
    return { paymentIntentId: payment.id }
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) {
      return { declined: error.decline_code ?? error.code ?? 'the card was refused' }
    }
    if (error instanceof Stripe.errors.StripeInvalidRequestError) {
      throw new PaymentRefused(orderId, error.message)
    }
    throw error
  }
}

async function listPrices(stripe: Stripe, skus: string[]): Promise<Stripe.Price[]> {
  const first = skus.slice(0, LOOKUP_KEYS_MAX)
  const rest = skus.slice(LOOKUP_KEYS_MAX)
  const { data } = await stripe.prices.list({ lookup_keys: first, active: true, limit: 100 })
  return rest.length === 0 ? data : [...data, ...(await listPrices(stripe, rest))]
}
