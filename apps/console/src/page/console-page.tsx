import type { Detail } from '../load/load-detail.ts'
import type { Overview } from '../load/load-overview.ts'
import type { Notice } from '../notices.ts'
import { searchPath } from '../rules/filter-form.ts'
import { DeliveriesTable } from './deliveries-table.tsx'
import { DetailSection } from './detail-section.tsx'
import { DocumentsTable } from './documents-table.tsx'
import { EngineNotice } from './engine-notice.tsx'
import { Layout } from './layout.tsx'
import { MailsTable } from './mails-table.tsx'
import { NoticeLine } from './notice-line.tsx'
import { OrdersTable } from './orders-table.tsx'
import { RunsTable } from './runs-table.tsx'
import { StatusCounts } from './status-counts.tsx'
import { StockTable } from './stock-table.tsx'
import { UsersTable } from './users-table.tsx'

type ConsolePageProps = {
  nonce: string | undefined
  overview: Overview
  detail: Detail | undefined
  notice: Notice | undefined
}

/** What came in, what ran, what came of it; above them the one that was asked for. */
export function ConsolePage({ nonce, overview, detail, notice }: ConsolePageProps) {
  return (
    <Layout nonce={nonce} title="Millrace console" here="/console">
      <h1 class="unseen">Console</h1>
      <EngineNotice answer={overview.runs} />
      <NoticeLine notice={notice} />
      {detail && <DetailSection detail={detail} />}
      <section class="counts" aria-label="The last 24 hours">
        <StatusCounts
          title="Deliveries, 24 h"
          counts={overview.deliveryCounts}
          hrefOf={(status) => searchPath({ status })}
        />
        <StatusCounts title="Orders, 24 h" counts={overview.orderCounts} />
      </section>
      <DeliveriesTable caption="Newest deliveries" deliveries={overview.deliveries} />
      <RunsTable caption="Newest runs" runs={overview.runs} />
      <OrdersTable orders={overview.orders} />
      <MailsTable mails={overview.mails} />
      <UsersTable users={overview.users} />
      <DocumentsTable documents={overview.documents} />
      <StockTable stock={overview.stock} />
    </Layout>
  )
}
