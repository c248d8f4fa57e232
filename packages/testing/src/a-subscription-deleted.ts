import { aStripeEvent } from './a-stripe-event.ts'

/** `customer.subscription.deleted` of a subscription that ended at `endedAt`. */
export function aSubscriptionDeleted(subscription: { id?: string; endedAt?: Date } = {}) {
  const unique = crypto.randomUUID().replaceAll('-', '')
  const endedAt = Math.floor((subscription.endedAt ?? new Date()).getTime() / 1000)
  return aStripeEvent(
    'customer.subscription.deleted',
    {
      id: subscription.id ?? `sub_${unique}`,
      customer: `cus_${unique}`,
      status: 'canceled',
      ended_at: endedAt,
    },
    { created: endedAt },
  )
}
