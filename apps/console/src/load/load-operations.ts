import type { Db } from '@repo/db'
import { listAlerts } from '@repo/db/alerts'
import { listAuditEntries } from '@repo/db/audit-entries'
import { listDaySums, listReconciliations } from '@repo/db/reconciliations'
import { listReplays } from '@repo/db/replays'
import type { Ingress } from '../ingress.ts'

const DAY_MS = 86_400_000
const DAYS_SHOWN = 7
const ALERTS_MAX = 25
const REPLAYS_MAX = 10
const AUDIT_MAX = 25

export type Operations = Awaited<ReturnType<typeof loadOperations>>

/** How the senders are, what was told, and what operators did. */
export async function loadOperations(db: Db, ingress: Ingress, now: Date) {
  const sinceDay = new Date(now.getTime() - DAYS_SHOWN * DAY_MS).toISOString().slice(0, 10)
  const [sources, sums, channels, alerts, replays, audit] = await Promise.all([
    ingress.listSources(),
    listDaySums(db, sinceDay),
    listReconciliations(db),
    listAlerts(db, ALERTS_MAX),
    listReplays(db, REPLAYS_MAX),
    listAuditEntries(db, AUDIT_MAX),
  ])
  return { sources, sums, channels, alerts, replays, audit }
}
