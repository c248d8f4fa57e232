import { newId, type Random } from '../new-id.ts'
import { toSeconds } from '../to-seconds.ts'
import { aCheckoutSession } from './a-checkout-session.ts'
import { aPaymentIntent } from './a-payment-intent.ts'
import { aSubscription } from './a-subscription.ts'
import { aSubscriptionItem } from './a-subscription-item.ts'
import { anInvoice } from './an-invoice.ts'
import { type StripeEvent, wrapInEvent } from './wrap-in-event.ts'

/** What the test is about: `of` is laid over `data.object`, everything else over the event itself. */
export type EventOverrides = Partial<Omit<StripeEvent, 'type' | 'data'>> & { of?: Record<string, unknown> }

type Ids = (prefix: string) => string

const builders = {
  'checkout.session.completed': (id: Ids, created: number) =>
    aCheckoutSession({
      id: id('cs_test'),
      created,
      amount_total: 1200,
      payment_intent: id('pi'),
      customer: id('cus'),
    }),
  'customer.subscription.deleted': (id: Ids, created: number) => {
    const subscription = id('sub')
    const item = aSubscriptionItem({ id: id('si'), subscription, created })
    return aSubscription({ id: subscription, customer: id('cus'), created, item })
  },
  'invoice.paid': (id: Ids, created: number) =>
    anInvoice({ id: id('in'), customer: id('cus'), created, total: 1200 }),
  'payment_intent.succeeded': (id: Ids, created: number) =>
    aPaymentIntent({
      id: id('pi'),
      amount: 1200,
      amount_received: 1200,
      currency: 'usd',
      created,
      latest_charge: id('ch'),
      status: 'succeeded',
    }),
}

export type EventType = keyof typeof builders

export const eventTypes = Object.keys(builders) as EventType[]

/** A well-formed event about things that no double keeps: enough for a webhook that is not looked up again. */
export function anEvent(
  type: EventType,
  { of, ...overrides }: EventOverrides = {},
  { random = Math.random, now = new Date() }: { random?: Random; now?: Date } = {},
): StripeEvent {
  const ids: Ids = (prefix) => newId(prefix, random)
  const created = overrides.created ?? toSeconds(now)
  const object = { ...builders[type](ids, created), ...of }
  return wrapInEvent({ id: ids('evt'), type, created, of: object, ...overrides })
}
