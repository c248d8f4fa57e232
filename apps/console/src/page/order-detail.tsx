import type { Order } from '@repo/db/schema'
import type { OrderDetail as OrderDetailProps } from '../load/load-order.ts'
import { formatLines } from '../rules/format-lines.ts'
import { Facts } from './facts.tsx'
import { IdLink } from './id-link.tsx'
import { RunList } from './run-list.tsx'
import { StatusWord } from './status-word.tsx'
import { TimeUtc } from './time-utc.tsx'

export function OrderDetail({ order, runs }: OrderDetailProps) {
  return (
    <>
      <h2>
        Order <code>{order.id}</code>
      </h2>
      <OrderFacts order={order} />
      <h3>Runs of the order</h3>
      <RunList runs={runs} />
    </>
  )
}

export function OrderFacts({ order }: { order: Order }) {
  return (
    <Facts
      facts={{
        Order: <IdLink noun="order" id={order.id} />,
        Status: <StatusWord status={order.status} />,
        'Failed because': order.failureReason,
        Team: <code>{order.teamId}</code>,
        Lines: formatLines(order.lines),
        Missing: formatLines(order.missing),
        Payment: order.paymentIntentId && <code>{order.paymentIntentId}</code>,
        Created: <TimeUtc at={order.createdAt} />,
      }}
    />
  )
}
