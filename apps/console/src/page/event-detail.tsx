import type { EventDetail as EventDetailProps } from '../load/load-event.ts'
import { EventFacts } from './event-facts.tsx'
import { RunList } from './run-list.tsx'

export function EventDetail({ id, event, runs }: EventDetailProps) {
  return (
    <>
      <h2>
        Event <code>{id}</code>
      </h2>
      <EventFacts event={event} />
      <h3>Runs of the event</h3>
      <RunList runs={runs} />
    </>
  )
}
