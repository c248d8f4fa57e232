import type { Detail } from '../load/load-detail.ts'
import { DeliveryDetail } from './delivery-detail.tsx'
import { EventDetail } from './event-detail.tsx'
import { MailDetail } from './mail-detail.tsx'
import { MissingDetail } from './missing-detail.tsx'
import { OrderDetail } from './order-detail.tsx'
import { RunDetail } from './run-detail.tsx'

export function DetailSection({ detail }: { detail: Detail }) {
  return (
    <section class="detail" aria-label="Detail">
      <a href="/console" class="close">
        Close
      </a>
      <Content detail={detail} />
    </section>
  )
}

function Content({ detail }: { detail: Detail }) {
  switch (detail.kind) {
    case 'delivery':
      return <DeliveryDetail {...detail} />
    case 'event':
      return <EventDetail {...detail} />
    case 'run':
      return <RunDetail {...detail} />
    case 'order':
      return <OrderDetail {...detail} />
    case 'mail':
      return <MailDetail {...detail} />
    default:
      return <MissingDetail {...detail} />
  }
}
