import type { Answer } from '../engine.ts'
import type { Run } from '../engine-schemas.ts'
import { describeError } from '../rules/describe-error.ts'
import { formatDuration } from '../rules/format-duration.ts'
import { Facts } from './facts.tsx'
import { IdLink } from './id-link.tsx'
import { StatusWord } from './status-word.tsx'
import { StepsTable } from './steps-table.tsx'
import { TimeUtc } from './time-utc.tsx'

/** Runs with their steps. */
export function RunList({ runs }: { runs: Answer<Run[]> }) {
  if (runs.kind === 'silent') return <p class="muted">The engine does not answer: {runs.reason}.</p>
  if (runs.kind === 'absent' || runs.data.length === 0) {
    return <p class="muted">The engine knows of no run; it may be about to start one.</p>
  }
  return (
    <>
      {runs.data.map((run) => (
        <RunCard run={run} />
      ))}
    </>
  )
}

function RunCard({ run }: { run: Run }) {
  return (
    <article>
      <h4>{run.function_id ?? 'unnamed function'}</h4>
      <Facts
        facts={{
          Run: <IdLink noun="run" id={run.run_id} />,
          Status: <StatusWord status={run.status} />,
          Error: run.status === 'Failed' ? (describeError(run.output) ?? 'not told') : null,
          Started: run.run_started_at && <TimeUtc at={run.run_started_at} />,
          Took: formatDuration(run.run_started_at, run.ended_at),
          Executions: run.executions,
          Event: run.event_id && <IdLink noun="event" id={run.event_id} />,
        }}
      />
      {run.steps ? (
        <StepsTable steps={run.steps} />
      ) : (
        <p class="muted">Inngest shows the steps in its own dashboard; its API does not tell them.</p>
      )}
    </article>
  )
}
