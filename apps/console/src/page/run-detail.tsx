import type { RunDetail as RunDetailProps } from '../load/load-run.ts'
import { EventFacts } from './event-facts.tsx'
import { RunList } from './run-list.tsx'

export function RunDetail({ id, run, event }: RunDetailProps) {
  return (
    <>
      <h2>
        Run <code>{id}</code>
      </h2>
      <RunList runs={run.kind === 'answered' ? { kind: 'answered', data: [run.data] } : run} />
      <h3>Started by</h3>
      {event ? <EventFacts event={event} /> : <p class="muted">No event that the engine tells of.</p>}
    </>
  )
}
