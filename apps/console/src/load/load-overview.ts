import type { Db } from '@repo/db'
import { countDeliveries, listDeliveries } from '@repo/db/deliveries'
import { countOrders, listOrders } from '@repo/db/orders'
import { listDocuments } from '@repo/db/documents'
import { listMails } from '@repo/db/mails'
import { listStock } from '@repo/db/stock'
import { listUsers } from '@repo/db/users'
import type { Engine } from '../engine.ts'

const DAY_MS = 86_400_000
const DELIVERIES_MAX = 25
const ORDERS_MAX = 25
const RUNS_MAX = 15
const MAILS_MAX = 15
const USERS_MAX = 15
const DOCUMENTS_MAX = 15

export type Overview = Awaited<ReturnType<typeof loadOverview>>

/** The newest of everything, and how the last 24 hours went. */
export async function loadOverview(db: Db, engine: Engine, now: Date) {
  const since = new Date(now.getTime() - DAY_MS)
  const [deliveries, deliveryCounts, orders, orderCounts, stock, mails, users, documents, runs] =
    await Promise.all([
      listDeliveries(db, DELIVERIES_MAX),
      countDeliveries(db, since),
      listOrders(db, ORDERS_MAX),
      countOrders(db, since),
      listStock(db),
      listMails(db, MAILS_MAX),
      listUsers(db, USERS_MAX),
      listDocuments(db, DOCUMENTS_MAX),
      engine.listRuns(RUNS_MAX),
    ])
  return { deliveries, deliveryCounts, orders, orderCounts, stock, mails, users, documents, runs }
}
