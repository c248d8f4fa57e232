import type { Operations } from '../load/load-operations.ts'
import type { Notice } from '../notices.ts'
import { AlertsTable } from './alerts-table.tsx'
import { AuditTable } from './audit-table.tsx'
import { DaySumsTable } from './day-sums-table.tsx'
import { Layout } from './layout.tsx'
import { NoticeLine } from './notice-line.tsx'
import { ReplaysTable } from './replays-table.tsx'
import { SourcesTable } from './sources-table.tsx'

type OperationsPageProps = { nonce: string | undefined; operations: Operations; notice: Notice | undefined }

/** How the senders are, what was told, and what operators did about it. */
export function OperationsPage({ nonce, operations, notice }: OperationsPageProps) {
  const { sources, sums, channels, alerts, replays, audit } = operations
  return (
    <Layout nonce={nonce} title="Operations, Millrace console" here="/console/operations">
      <h1 class="unseen">Operations</h1>
      <NoticeLine notice={notice} />
      <SourcesTable answer={sources} compared={channels.map(({ source }) => source)} />
      <DaySumsTable sums={sums} />
      <AlertsTable alerts={alerts} />
      <ReplaysTable replays={replays} />
      <AuditTable entries={audit} />
    </Layout>
  )
}
