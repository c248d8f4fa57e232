import { and, gte, lt, ne } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type Alert, alerts, type DeliveryStatus } from '../schema/index.ts'
import { countingDeliveries } from './deliveries.ts'
import { type DaySum, listDaySums } from './reconciliations.ts'

const DAY_MS = 86_400_000

/** The kind under which the report stands among the alerts; it is no trouble that the next one tells of. */
export const DAILY_REPORT = 'report-daily'

/** What a day (UTC) came to. */
export type DailyReport = {
  day: string
  deliveries: { source: string; status: DeliveryStatus; count: number }[]
  alerts: Pick<Alert, 'kind' | 'text' | 'occurrences'>[]
  sums: DaySum[]
}

export async function readDailyReport(db: Db, day: string): Promise<DailyReport> {
  const from = new Date(`${day}T00:00:00Z`)
  const to = new Date(from.getTime() + DAY_MS)
  const [counted, troubles, sums] = await Promise.all([
    countingDeliveries(db, from, to),
    db
      .select({ kind: alerts.kind, text: alerts.text, occurrences: alerts.occurrences })
      .from(alerts)
      .where(and(gte(alerts.lastAt, from), lt(alerts.firstAt, to), ne(alerts.kind, DAILY_REPORT)))
      .orderBy(alerts.lastAt),
    listDaySums(db, day),
  ])
  return { day, deliveries: counted, alerts: troubles, sums: sums.filter((sum) => sum.day === day) }
}
