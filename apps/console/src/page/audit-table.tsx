import type { AuditEntry } from '@repo/db/schema'
import { DataTable } from './data-table.tsx'
import { ShortId } from './short-id.tsx'
import { TimeUtc } from './time-utc.tsx'

const COLUMNS = ['When', 'What', 'Of', 'By token', 'Details']

export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  return (
    <DataTable
      caption="What operators did"
      columns={COLUMNS}
      empty="Nothing yet."
      rows={entries.map(({ at, action, subject, tokenId, details }) => (
        <tr>
          <th scope="row">
            <TimeUtc at={at} />
          </th>
          <td>{action.replaceAll('-', ' ')}</td>
          <td>
            <ShortId id={subject} />
          </td>
          <td>
            <ShortId id={tokenId} />
          </td>
          <td class="prose">
            <code>{JSON.stringify(details)}</code>
          </td>
        </tr>
      ))}
    />
  )
}
