import type { DaySum } from '@repo/db/reconciliations'
import { DataTable } from './data-table.tsx'

const COLUMNS = ['Day', 'Source', 'Expected', 'Received', 'Healed', 'Missing']

/** What senders say they sent, and what of it is here. */
export function DaySumsTable({ sums }: { sums: DaySum[] }) {
  return (
    <DataTable
      caption="Compared with the senders’ own lists"
      columns={COLUMNS}
      empty="Nothing has been compared yet; it needs a key of the sender’s, and happens every hour."
      rows={sums.map(({ day, source, expected, received, healed, missing }) => (
        <tr>
          <th scope="row">{day}</th>
          <td>{source}</td>
          <td>{expected}</td>
          <td>{received}</td>
          <td>{healed}</td>
          <td class={missing > 0 ? 'bad' : 'good'}>{missing}</td>
        </tr>
      ))}
    />
  )
}
