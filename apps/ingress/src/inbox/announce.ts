import type { DeliveryOrdering } from '@repo/db/deliveries'
import type { EngineEvent, SendOutcome } from '../engine.ts'
import type { Pending } from './delivery-store.ts'

export type Announced = {
  accepted: { delivery: Pending; eventId: string }[]
  /** Each was refused though it stood alone. */
  refused: { delivery: Pending; reason: string }[]
  /** Why the rest still waits; undefined where nothing does. */
  trouble?: { reason: string; needsAttention: boolean }
}

// So many in a row, and none taken: then it is not the events, and asking for each of a hundred helps nobody.
const REFUSED_ALONE_MAX = 8

/**
 * Sends one event for each delivery. A refused batch is halved until the single event that is refused stands alone.
 * Inngest may have taken part of a refused batch; the event ids make the repeats harmless.
 */
export async function announce(
  deliveries: Pending[],
  orderings: Map<string, DeliveryOrdering>,
  send: (events: EngineEvent[]) => Promise<SendOutcome>,
): Promise<Announced> {
  const accepted: Announced['accepted'] = []
  const refused: Announced['refused'] = []
  const batches = [deliveries]
  for (let batch = batches.shift(); batch; batch = batches.shift()) {
    const outcome = await send(batch.map((delivery) => toEvent(delivery, orderings.get(delivery.key))))
    if (outcome.kind === 'unreachable') return { accepted, refused, trouble: outcome }
    if (outcome.kind === 'accepted') {
      accepted.push(...batch.map((delivery, i) => ({ delivery, eventId: outcome.ids[i] ?? '' })))
      continue
    }
    const [only, second] = batch
    if (only && !second) {
      refused.push({ delivery: only, reason: outcome.reason })
      if (accepted.length === 0 && refused.length === REFUSED_ALONE_MAX) break
      continue
    }
    const middle = Math.ceil(batch.length / 2)
    batches.unshift(batch.slice(0, middle), batch.slice(middle))
  }
  return { accepted, refused }
}

function toEvent(delivery: Pending, ordering: DeliveryOrdering | undefined): EngineEvent {
  const { key, announcement, source, type, objectId, objectKey, sequence } = delivery
  return {
    id: `${key}#${announcement}`,
    // Not looked up among the sources: what a source left behind is announced even after its removal.
    name: `${source}/webhook.received`,
    data: {
      deliveryId: key,
      announcement,
      type,
      objectId,
      ...(objectKey !== null && sequence !== null && { objectKey, sequence }),
      ...(ordering && { stale: ordering === 'stale', tie: ordering === 'tie' }),
    },
  }
}
