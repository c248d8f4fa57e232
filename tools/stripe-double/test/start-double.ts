import { Stripe } from 'stripe'
import { onTestFinished } from 'vitest'
import { createStripeDouble, type StripeDoubleOptions } from '../src/create-stripe-double.ts'

export type Fetch = NonNullable<StripeDoubleOptions['fetch']>

/** A listening double with a quiet log, and the real client pointed at it. Both are gone when the test is. */
export async function startDouble(options: Partial<StripeDoubleOptions> = {}) {
  const double = createStripeDouble({ database: ':memory:', log: () => {}, ...options })
  onTestFinished(() => double.close())
  const url = await double.listen()
  return { double, url, stripe: clientOf(url) }
}

export function clientOf(url: string, key = 'sk_test_double'): Stripe {
  const { hostname, port } = new URL(url)
  return new Stripe(key, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  })
}

/** The error Stripe's client throws, as far as a test looks at it. */
export function errorOf(promise: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  return promise.then(
    () => {
      throw new Error('expected a refusal, got an answer')
    },
    (error: unknown) => error as InstanceType<typeof Stripe.errors.StripeError>,
  )
}
