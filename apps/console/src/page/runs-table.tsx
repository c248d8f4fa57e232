import type { Answer } from '../engine.ts'
import type { Run } from '../engine-schemas.ts'
import { formatDuration } from '../rules/format-duration.ts'
import { DataTable } from './data-table.tsx'
import { IdLink } from './id-link.tsx'
import { StatusWord } from './status-word.tsx'
import { TimeUtc } from './time-utc.tsx'

const COLUMNS = ['Run', 'Status', 'Function', 'Started', 'Took', 'Steps', 'Event']

export function RunsTable({ caption, runs }: { caption: string; runs: Answer<Run[]> }) {
  const rows = runs.kind === 'answered' ? runs.data : []
  const empty = runs.kind === 'silent' ? 'Unknown: the engine does not answer.' : 'Nothing has run yet.'
  return (
    <DataTable
      caption={caption}
      columns={COLUMNS}
      empty={empty}
      rows={rows.map((run) => (
        <tr>
          <th scope="row">
            <IdLink noun="run" id={run.run_id} />
          </th>
          <td>
            <StatusWord status={run.status} />
          </td>
          <td>{run.function_id}</td>
          <td>{run.run_started_at && <TimeUtc at={run.run_started_at} />}</td>
          <td>{formatDuration(run.run_started_at, run.ended_at)}</td>
          <td>{run.steps?.length}</td>
          <td>{run.event_id && <IdLink noun="event" id={run.event_id} />}</td>
        </tr>
      ))}
    />
  )
}
