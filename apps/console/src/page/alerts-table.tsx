import type { Alert } from '@repo/db/schema'
import { DataTable } from './data-table.tsx'
import { TimeUtc } from './time-utc.tsx'

const COLUMNS = ['Kind', 'What', 'Times', 'First', 'Last', 'Told']

export function AlertsTable({ alerts }: { alerts: Alert[] }) {
  return (
    <DataTable
      caption="Latest alerts"
      columns={COLUMNS}
      empty="Nothing was told yet."
      rows={alerts.map(({ kind, text, occurrences, firstAt, lastAt, toldAt }) => (
        <tr>
          <th scope="row">{kind}</th>
          <td class="prose">{text}</td>
          <td>{occurrences}</td>
          <td>
            <TimeUtc at={firstAt} />
          </td>
          <td>
            <TimeUtc at={lastAt} />
          </td>
          <td>
            <TimeUtc at={toldAt} />
          </td>
        </tr>
      ))}
    />
  )
}
