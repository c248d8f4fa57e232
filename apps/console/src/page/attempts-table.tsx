import type { Attempt } from '../ingress.ts'
import { DataTable } from './data-table.tsx'
import { IdLink } from './id-link.tsx'
import { StatusWord } from './status-word.tsx'
import { TimeUtc } from './time-utc.tsx'

const COLUMNS = ['Announced', 'Came to', 'Event', 'What functions said', 'Error', 'Replaced by a replay']

/** Every announcement of a delivery, the latest first. */
export function AttemptsTable({ attempts }: { attempts: Attempt[] }) {
  return (
    <DataTable
      caption="Announcements"
      columns={COLUMNS}
      empty="none"
      rows={attempts.toReversed().map(({ announcement, status, eventId, verdicts, error, replacedAt }) => (
        <tr>
          <th scope="row">#{announcement}</th>
          <td>
            <StatusWord status={status} />
          </td>
          <td>{eventId && <IdLink noun="event" id={eventId} />}</td>
          <td class="prose">
            {verdicts.map(({ functionId, outcome, runId }) => (
              <div class="verdict">
                <StatusWord status={outcome} /> {functionId} <IdLink noun="run" id={runId} />
              </div>
            ))}
          </td>
          <td class="prose">{error}</td>
          <td>{replacedAt && <TimeUtc at={replacedAt} />}</td>
        </tr>
      ))}
    />
  )
}
