import type { Replay } from '@repo/db/schema'
import { DataTable } from './data-table.tsx'
import { ShortId } from './short-id.tsx'
import { StatusWord } from './status-word.tsx'
import { TimeUtc } from './time-utc.tsx'

const COLUMNS = ['Replay', 'State', 'Counted', 'Announced', 'Refused', 'Asked', 'By', 'Of']

/** Replays of many, and how far they have come. */
export function ReplaysTable({ replays }: { replays: Replay[] }) {
  return (
    <DataTable
      caption="Replays of many"
      columns={COLUMNS}
      empty="None yet; a search under Deliveries has the button."
      rows={replays.map(({ id, finishedAt, expected, announced, refused, requestedAt, tokenId, filter }) => (
        <tr>
          <th scope="row">
            <ShortId id={id} />
          </th>
          <td>
            <StatusWord status={finishedAt ? 'completed' : 'running'} />
          </td>
          <td>{expected}</td>
          <td>{announced}</td>
          <td class={refused > 0 ? 'bad' : ''}>{refused}</td>
          <td>
            <TimeUtc at={requestedAt} />
          </td>
          <td>
            <ShortId id={tokenId} />
          </td>
          <td class="prose">
            {Object.entries(filter)
              .filter(([name]) => name !== 'to' && name !== 'from')
              .map(([name, value]) => `${name} ${String(value)}`)
              .join(', ')}
          </td>
        </tr>
      ))}
    />
  )
}
