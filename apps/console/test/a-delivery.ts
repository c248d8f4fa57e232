import { type DeliveryFact, projectDeliveries } from '@repo/db/deliveries'
import { db } from './open-page.ts'

/** A paid checkout's webhook as D1 shows it, unless said otherwise. */
export async function aDelivery(fact: Partial<DeliveryFact> = {}): Promise<DeliveryFact> {
  const delivery: DeliveryFact = {
    id: `stripe:evt_${crypto.randomUUID()}`,
    source: 'stripe',
    type: 'checkout.session.completed',
    objectId: `cs_${crypto.randomUUID()}`,
    objectKey: null,
    sequence: null,
    ordering: null,
    status: 'handled',
    announcement: 0,
    sizeBytes: 2_048,
    eventId: 'event-1',
    runId: null,
    error: null,
    receivedAt: Date.now(),
    revision: 1,
    ...fact,
  }
  await projectDeliveries(db, [delivery])
  return delivery
}
