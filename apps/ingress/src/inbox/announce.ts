import type { EngineEvent, SendOutcome } from '../engine.ts'
import type { Pending } from './delivery-store.ts'

export type Announced = {
  accepted: { delivery: Pending; eventId: string }[]
  dead: { delivery: Pending; reason: string }[]
  /** Why the rest still waits; undefined where nothing does. */
  trouble?: { reason: string; needsAttention: boolean }
}

/**
 * Sends one event for each delivery. A refused batch is halved until the single event that is refused stands alone.
 * Inngest may have taken part of a refused batch; the event ids make the repeats harmless.
 */
export async function announce(
  deliveries: Pending[],
  send: (events: EngineEvent[]) => Promise<SendOutcome>,
): Promise<Announced> {
  const outcome = await send(deliveries.map(toEvent))
  if (outcome.kind === 'unreachable') return { accepted: [], dead: [], trouble: outcome }
  if (outcome.kind === 'accepted') {
    return {
      accepted: deliveries.map((delivery, i) => ({ delivery, eventId: outcome.ids[i] ?? '' })),
      dead: [],
    }
  }

  const [only, second] = deliveries
  if (only && !second) return { accepted: [], dead: [{ delivery: only, reason: outcome.reason }] }
  const middle = Math.ceil(deliveries.length / 2)
  const first = await announce(deliveries.slice(0, middle), send)
  if (first.trouble) return first
  const last = await announce(deliveries.slice(middle), send)
  return { ...last, accepted: [...first.accepted, ...last.accepted], dead: [...first.dead, ...last.dead] }
}

function toEvent({ key, announcement, source, type, objectId }: Pending): EngineEvent {
  return {
    id: `${key}#${announcement}`,
    // Not looked up among the sources: what a source left behind is announced even after its removal.
    name: `${source}/webhook.received`,
    data: { deliveryId: key, announcement, type, objectId },
  }
}
