import type { Order } from '@repo/db/schema'
import { formatLines } from '../rules/format-lines.ts'
import { DataTable } from './data-table.tsx'
import { IdLink } from './id-link.tsx'
import { ShortId } from './short-id.tsx'
import { StatusWord } from './status-word.tsx'
import { TimeUtc } from './time-utc.tsx'

const COLUMNS = ['Order', 'Status', 'Team', 'Lines', 'Missing', 'Failed because', 'Payment', 'Created']

export function OrdersTable({ orders }: { orders: Order[] }) {
  return (
    <DataTable
      caption="Newest orders"
      columns={COLUMNS}
      empty="No order yet; a paid checkout makes one."
      rows={orders.map((order) => (
        <tr>
          <th scope="row">
            <IdLink noun="order" id={order.id} />
          </th>
          <td>
            <StatusWord status={order.status} />
          </td>
          <td>
            <ShortId id={order.teamId} />
          </td>
          <td class="prose">{formatLines(order.lines)}</td>
          <td class="prose">{formatLines(order.missing)}</td>
          <td class="prose">{order.failureReason}</td>
          <td>{order.paymentIntentId && <ShortId id={order.paymentIntentId} />}</td>
          <td>
            <TimeUtc at={order.createdAt} />
          </td>
        </tr>
      ))}
    />
  )
}
