import { handledStripeTypes } from '@repo/events/handled-types'
import { DomainError, requireSetting } from '@repo/worker-kit/errors'
import { Stripe } from 'stripe'
import type { Bindings } from '../context.ts'
import { fileDelivery } from '../file-delivery.ts'
import { sealedHeaders } from '../replay/seal.ts'
import { getSource } from '../sources/get-source.ts'
import type { Channel } from './channel.ts'
import { findKnownKeys } from './find-known-keys.ts'

const TIMEOUT_MS = 15_000
const RETRY_AFTER_SECONDS = 30
const KEY_PREFIX = 'stripe:'

/** Stripe's list of events, which it keeps for 30 days: https://docs.stripe.com/api/events/list. Only types that a function handles count. */
export function createStripeChannel(env: Bindings, now: () => Date): Channel {
  const stripe = createStripe(env)
  return {
    name: 'stripe',
    source: 'stripe',
    isAsking: false,

    async list(page, since) {
      const { data, has_more } = await told(
        stripe.events.list({
          types: [...handledStripeTypes],
          created: { gte: Math.floor(since / 1000) },
          limit: 100,
          ...(page !== null && { starting_after: page }),
        }),
      )
      const items = data.map(({ id, type, created }) => ({
        senderId: id,
        attemptId: id,
        type,
        occurredAt: created * 1000,
        // The list does not say which endpoint took it.
        isDelivered: false,
      }))
      return { items, next: has_more ? (data.at(-1)?.id ?? null) : null }
    },

    // The list names snapshots. Where only the thin copy of one came in, no function was told.
    async findKnown(ids) {
      const keys = await findKnownKeys(
        env,
        ids.map((id) => KEY_PREFIX + id),
        true,
      )
      return keys.map((key) => key.slice(KEY_PREFIX.length))
    },

    async heal({ senderId }) {
      const event = await told(stripe.events.retrieve(senderId))
      const body = new Uint8Array(new TextEncoder().encode(JSON.stringify(event)))
      const source = getSource('stripe')
      const received = { headers: new Headers(), body, signedId: null }
      const { id, type, objectId, customerId, order } = await source.identify(received)
      await fileDelivery(env, {
        key: KEY_PREFIX + id,
        source: source.name,
        type,
        objectId,
        customerId: customerId ?? null,
        objectKey: order && KEY_PREFIX + order.object,
        sequence: order && order.sequence,
        isHandled: source.handledTypes.includes(type),
        signsTime: true,
        secretId: null,
        receivedAt: now().getTime(),
        headers: await sealedHeaders('reconciliation', body),
        body,
        bodyRef: null,
        sizeBytes: body.length,
      })
    },
  }
}

function createStripe(env: Bindings): Stripe {
  const local = env.STRIPE_API_URL ? new URL(env.STRIPE_API_URL) : undefined
  return new Stripe(requireSetting(env, 'STRIPE_SECRET_KEY'), {
    httpClient: Stripe.createFetchHttpClient(),
    timeout: TIMEOUT_MS,
    // Inngest retries, and counts it.
    maxNetworkRetries: 0,
    ...(local && { host: local.hostname, port: local.port || '80', protocol: 'http' as const }),
  })
}

/** Refusals in our words: https://docs.stripe.com/rate-limits, and an event that Stripe has forgotten. */
async function told<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Stripe.errors.StripeRateLimitError) {
      const retryAfterSeconds = Number(error.headers?.['retry-after']) || RETRY_AFTER_SECONDS
      throw new DomainError('unavailable', 'Stripe wants fewer questions', { retryAfterSeconds })
    }
    if (error instanceof Stripe.errors.StripeInvalidRequestError) {
      throw new DomainError('not_found', `Stripe refused: ${error.message}`)
    }
    throw error
  }
}
