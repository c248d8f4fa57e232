import { DomainError } from '@repo/worker-kit/errors'
import { z } from 'zod'
import type { Bindings } from './context.ts'

/** The parts of Stripe's events that we use: https://docs.stripe.com/api/events/object */
const Common = { id: z.string(), created: z.int() }

export const CheckoutCompleted = z.object({
  ...Common,
  data: z.object({
    object: z.object({
      id: z.string(),
      mode: z.enum(['payment', 'setup', 'subscription']),
      payment_status: z.enum(['paid', 'unpaid', 'no_payment_required']),
      client_reference_id: z.string().nullable(),
    }),
  }),
})

export const SubscriptionDeleted = z.object({
  ...Common,
  data: z.object({
    object: z.object({
      id: z.string(),
      customer: z.string(),
      status: z.string(),
      ended_at: z.int().nullable(),
    }),
  }),
})

/** A delivery's signed bytes, read fresh from ingress and checked against the shape that we rely on. */
export async function readWebhook<T>(
  deliveries: Bindings['DELIVERIES'],
  deliveryId: string,
  schema: z.ZodType<T>,
): Promise<T> {
  const delivery = await deliveries.read(deliveryId)
  if (!delivery) throw new DomainError('not_found', `delivery ${deliveryId} does not exist`)

  const parsed = schema.safeParse(parseJson(delivery.body))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new DomainError('invalid', `delivery ${deliveryId} has an unexpected shape: ${issue?.message}`, {
    field: issue?.path.join('.') ?? 'body',
  })
}

/** Undefined where the bytes are no JSON, which fits no schema. */
function parseJson(body: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
