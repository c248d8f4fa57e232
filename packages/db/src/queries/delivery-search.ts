import { and, count, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type Delivery, deliveries, type DeliveryStatus } from '../schema/index.ts'

/** What an operator looks for; what is not named does not matter. `from` counts, `to` does not; times in ms since 1970. */
export type DeliveryFilter = {
  source?: string | undefined
  type?: string | undefined
  statuses?: readonly DeliveryStatus[] | undefined
  objectId?: string | undefined
  customerId?: string | undefined
  from?: number | undefined
  to?: number | undefined
}

/** The last delivery of a page: the next page is what came in before it. */
export type Place = { receivedAt: number; id: string }

const TROUBLED: readonly DeliveryStatus[] = ['pending', 'failed', 'dead', 'unheard']

/** One page, newest first. */
export async function searchDeliveries(
  db: Db,
  filter: DeliveryFilter,
  limit: number,
  before?: Place,
): Promise<Delivery[]> {
  return matching(db, filter, limit, before)
}

/** How many there are, counted no further than `max`. */
export async function countMatching(db: Db, filter: DeliveryFilter, max: number): Promise<number> {
  const found = db
    .select({ one: sql`1` })
    .from(deliveries)
    .where(conditionOf(filter))
    .limit(max)
    .as('found')
  const counted = await db.select({ count: count() }).from(found).get()
  return counted?.count ?? 0
}

/** Exported for the test that looks at the plan. */
export function matching(db: Db, filter: DeliveryFilter, limit: number, before?: Place) {
  return db
    .select()
    .from(deliveries)
    .where(conditionOf(filter, before))
    .orderBy(desc(deliveries.receivedAt), desc(deliveries.id))
    .limit(limit)
}

function conditionOf(filter: DeliveryFilter, before?: Place): SQL | undefined {
  const { source, type, statuses, objectId, customerId, from, to } = filter
  // Few are in trouble: the sign keeps SQLite from walking through all of a source or a type in search of them.
  const sign = statuses && areTroubled(statuses) ? sql`+` : sql``
  return and(
    objectId === undefined ? undefined : eq(deliveries.objectId, objectId),
    customerId === undefined ? undefined : eq(deliveries.customerId, customerId),
    type === undefined ? undefined : sql`${sign}${deliveries.type} = ${type}`,
    source === undefined ? undefined : sql`${sign}${deliveries.source} = ${source}`,
    statuses && statusCondition(statuses),
    from === undefined ? undefined : gte(deliveries.receivedAt, new Date(from)),
    to === undefined ? undefined : lt(deliveries.receivedAt, new Date(to)),
    before && sql`(${deliveries.receivedAt}, ${deliveries.id}) < (${before.receivedAt}, ${before.id})`,
  )
}

/** Written out, not bound, where all are in trouble: SQLite uses a partial index only where it can see the condition. */
function statusCondition(statuses: readonly DeliveryStatus[]): SQL | undefined {
  const wanted = inArray(deliveries.status, [...statuses])
  return areTroubled(statuses)
    ? and(sql`${deliveries.status} in ('pending', 'failed', 'dead', 'unheard')`, wanted)
    : wanted
}

const areTroubled = (statuses: readonly DeliveryStatus[]) =>
  statuses.every((status) => TROUBLED.includes(status))
