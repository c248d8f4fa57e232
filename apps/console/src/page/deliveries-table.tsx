import type { Delivery } from '@repo/db/schema'
import { formatBytes } from '../rules/format-bytes.ts'
import { isTestDelivery } from '../rules/is-test-delivery.ts'
import { DataTable } from './data-table.tsx'
import { DottedName } from './dotted-name.tsx'
import { IdLink } from './id-link.tsx'
import { ReplayButton } from './replay-button.tsx'
import { StatusWord } from './status-word.tsx'
import { TimeUtc } from './time-utc.tsx'

const COLUMNS = [
  'Delivery',
  'Status',
  'Source',
  'Type',
  'Announced',
  'Size',
  'Received',
  'Event',
  'Run',
  'Replay',
]

export function DeliveriesTable({ caption, deliveries }: { caption: string; deliveries: Delivery[] }) {
  const empty = (
    <>
      Nothing has come in yet; send one: <code>npm run send -- stripe checkout.session.completed</code>
    </>
  )
  return (
    <DataTable
      caption={caption}
      columns={COLUMNS}
      empty={empty}
      rows={deliveries.map((delivery) => (
        <tr>
          <th scope="row">
            <IdLink noun="delivery" id={delivery.id} />
          </th>
          <td>
            <StatusWord status={delivery.status} />
          </td>
          <td>{delivery.source}</td>
          <td class="prose">
            <DottedName name={delivery.type} />
            {isTestDelivery(delivery.id) && <span class="mark">test</span>}
          </td>
          <td>#{delivery.announcement}</td>
          <td>{formatBytes(delivery.sizeBytes)}</td>
          <td>
            <TimeUtc at={delivery.receivedAt} />
          </td>
          <td>{delivery.eventId && <IdLink noun="event" id={delivery.eventId} />}</td>
          <td>{delivery.runId && <IdLink noun="run" id={delivery.runId} />}</td>
          <td>
            <ReplayButton delivery={delivery} />
          </td>
        </tr>
      ))}
    />
  )
}
