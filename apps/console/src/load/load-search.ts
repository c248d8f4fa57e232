import type { Db } from '@repo/db'
import { countMatching, type DeliveryFilter, type Place, searchDeliveries } from '@repo/db/delivery-search'
import { type Delivery, deliveryStatuses, type DeliveryStatus } from '@repo/db/schema'
import { asked, type FilterForm, parseTime } from '../rules/filter-form.ts'

const PAGE_SIZE = 50
/** As many as ingress replays at once; more are not counted. */
export const COUNT_MAX = 10_000

export type Search = {
  form: FilterForm
  deliveries: Delivery[]
  /** Where the next page begins. */
  next: string | null
  /** How many match, up to one more than `COUNT_MAX`; null where nothing was asked for. */
  count: number | null
  /** Until when it was looked: what comes in later was not counted. */
  until: Date
}

export async function loadSearch(
  db: Db,
  form: FilterForm,
  after: string | undefined,
  now: Date,
): Promise<Search> {
  const isAsked = Object.keys(asked(form)).length > 0
  const filter = filterOf(form, now)
  const [page, count] = await Promise.all([
    searchDeliveries(db, filter, PAGE_SIZE, readPlace(after)),
    isAsked ? countMatching(db, filter, COUNT_MAX + 1) : null,
  ])
  const last = page.length === PAGE_SIZE ? page.at(-1) : undefined
  const next = last ? `${last.receivedAt.getTime()} ${last.id}` : null
  return { form, deliveries: page, next, count, until: now }
}

function filterOf(form: FilterForm, now: Date): DeliveryFilter {
  const { source, type, status, object, customer, from, to } = asked(form)
  const statuses = status?.split(',').filter(isStatus)
  return {
    source,
    type,
    ...(statuses?.length && { statuses }),
    objectId: object,
    customerId: customer,
    from: parseTime(from),
    to: Math.min(parseTime(to) ?? Number.POSITIVE_INFINITY, now.getTime()),
  }
}

const isStatus = (text: string): text is DeliveryStatus => deliveryStatuses.some((status) => status === text)

function readPlace(after: string | undefined): Place | undefined {
  const [, at, id] = /^(\d{1,16}) (.+)$/.exec(after ?? '') ?? []
  return at === undefined || id === undefined ? undefined : { receivedAt: Number(at), id }
}
