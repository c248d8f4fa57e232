import type { Document } from '@repo/db/schema'
import { formatBytes } from '../rules/format-bytes.ts'
import { DataTable } from './data-table.tsx'
import { ShortId } from './short-id.tsx'
import { StatusWord } from './status-word.tsx'
import { TimeUtc } from './time-utc.tsx'

const COLUMNS = [
  'Document',
  'Status',
  'Name',
  'Team',
  'Source',
  'Passages',
  'Size',
  'Failed because',
  'Changed',
]

export function DocumentsTable({ documents }: { documents: Document[] }) {
  return (
    <DataTable
      caption="Newest documents"
      columns={COLUMNS}
      empty="No document yet; an upload or a push makes one."
      rows={documents.map((document) => (
        <tr>
          <th scope="row">
            <ShortId id={document.id} />
          </th>
          <td>
            <StatusWord status={document.status} />
          </td>
          <td class="prose">{document.name}</td>
          <td>
            <ShortId id={document.teamId} />
          </td>
          <td class="prose">{document.source}</td>
          <td>{document.chunkCount}</td>
          <td>{formatBytes(document.sizeBytes)}</td>
          <td class="prose">{document.error}</td>
          <td>
            <TimeUtc at={document.updatedAt} />
          </td>
        </tr>
      ))}
    />
  )
}
