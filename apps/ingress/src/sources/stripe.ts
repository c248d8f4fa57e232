import { handledStripeTypes } from '@repo/events/handled-types'
import { at, idOf, parsePayload, type Payload, secondsOf } from './payload.ts'
import { PayloadRefused, type Received, type Source } from './source.ts'

/** https://docs.stripe.com/webhooks#verify-manually */
export const stripe: Source = {
  name: 'stripe',
  schemes: [
    {
      algorithm: 'hmac-sha256',
      secret: 'text',
      // `t=1,v1=a,v1=b`: several v1 while a secret is rolled, in any order; other schemes are not ours.
      header: 'stripe-signature',
      separator: ',',
      prefix: 'v1=',
      encoding: 'hex',
      signs: ['timestamp', { text: '.' }, 'body'],
      time: { in: 'signatures', prefix: 't=', toleranceSeconds: 300 },
    },
  ],
  keptHeaders: ['stripe-signature'],
  handledTypes: handledStripeTypes,

  /** A thin event of something that is also told as a snapshot names that one: both are one delivery. */
  identify({ body }: Received) {
    const payload = parsePayload(body)
    const { id, snapshot_event, type, created } = payload
    const eventId = snapshot_event ?? id
    if (typeof eventId !== 'string' || !/^evt_\w{1,250}$/.test(eventId)) {
      throw new PayloadRefused('id', 'a Stripe event id is needed')
    }
    if (typeof type !== 'string' || !/^[a-z0-9_.]{1,100}$/.test(type)) {
      throw new PayloadRefused('type', 'an event type is needed')
    }
    const object = idOf(at(payload, 'data.object.id')) ?? idOf(at(payload, 'related_object.id'))
    const sequence = secondsOf(created)
    return {
      id: eventId,
      type,
      objectId: object,
      customerId: customerOf(payload),
      order: object !== null && sequence !== null ? { object, sequence } : null,
    }
  },
}

/** A customer's own event is about that customer; elsewhere the field holds an id, or the customer itself where it was expanded. */
function customerOf(payload: Payload): string | null {
  if (at(payload, 'data.object.object') === 'customer') return idOf(at(payload, 'data.object.id'))
  return idOf(at(payload, 'data.object.customer.id')) ?? idOf(at(payload, 'data.object.customer'))
}
