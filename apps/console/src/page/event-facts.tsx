import type { Answer } from '../engine.ts'
import type { EngineEvent } from '../engine-schemas.ts'
import { Facts } from './facts.tsx'
import { IdLink } from './id-link.tsx'
import { TimeUtc } from './time-utc.tsx'

/** Of what an event carries only the ids that lead on. */
export function EventFacts({ event }: { event: Answer<EngineEvent> }) {
  if (event.kind === 'absent') return <p class="muted">The engine does not know the event any more.</p>
  if (event.kind === 'silent') return <p class="muted">The engine does not answer: {event.reason}.</p>

  const { internal_id, id, name, received_at, data } = event.data
  return (
    <Facts
      facts={{
        Event: <IdLink noun="event" id={internal_id ?? id} />,
        Name: name,
        'Sent as': <code>{id}</code>,
        Received: received_at && <TimeUtc at={received_at} />,
        Delivery: data.deliveryId && <IdLink noun="delivery" id={data.deliveryId} />,
        Order: data.orderId && <IdLink noun="order" id={data.orderId} />,
      }}
    />
  )
}
