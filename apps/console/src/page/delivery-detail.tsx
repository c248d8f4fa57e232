import type { DeliveryDetail as DeliveryDetailProps } from '../load/load-delivery.ts'
import { formatBytes } from '../rules/format-bytes.ts'
import { isTestDelivery } from '../rules/is-test-delivery.ts'
import { DottedName } from './dotted-name.tsx'
import { Facts } from './facts.tsx'
import { IdLink } from './id-link.tsx'
import { OrderFacts } from './order-detail.tsx'
import { ReplayButton } from './replay-button.tsx'
import { RunList } from './run-list.tsx'
import { StatusWord } from './status-word.tsx'
import { StoredSection } from './stored-section.tsx'
import { TimeUtc } from './time-utc.tsx'

/** One webhook from the door to its effect: the delivery, its runs, its order and the runs of that. */
export function DeliveryDetail({ delivery, stored, runs, order }: DeliveryDetailProps) {
  return (
    <>
      <h2>
        Delivery <code>{delivery.id}</code>
        {isTestDelivery(delivery.id) && <span class="mark">test</span>}
      </h2>
      <Facts
        facts={{
          Status: <StatusWord status={delivery.status} />,
          Error: delivery.error,
          Source: delivery.source,
          Type: <DottedName name={delivery.type} />,
          Object: delivery.objectId && <code>{delivery.objectId}</code>,
          Customer: delivery.customerId && <code>{delivery.customerId}</code>,
          Received: <TimeUtc at={delivery.receivedAt} />,
          Size: formatBytes(delivery.sizeBytes),
          Announcement: `#${delivery.announcement}`,
          Event: delivery.eventId && <IdLink noun="event" id={delivery.eventId} />,
          Run: delivery.runId && <IdLink noun="run" id={delivery.runId} />,
        }}
      />
      <ReplayButton delivery={delivery} hasDryRun />
      <StoredSection id={delivery.id} stored={stored} />
      <h3>Runs of the delivery</h3>
      {runs ? <RunList runs={runs} /> : <p class="muted">It has not been announced yet.</p>}
      {order && (
        <>
          <h3>The order it became</h3>
          <OrderFacts order={order.order} />
          <h3>Runs of the order</h3>
          <RunList runs={order.runs} />
        </>
      )}
    </>
  )
}
