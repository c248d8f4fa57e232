import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { db } from '../../test/given.ts'
import type { DeliveryStatus } from '../schema/index.ts'
import { projectDeliveries } from './deliveries.ts'
import { countMatching, type DeliveryFilter, matching, searchDeliveries } from './delivery-search.ts'

type Given = {
  customerId?: string
  status?: DeliveryStatus
  receivedAt?: number
  type?: string
  source?: string
}

async function aDelivery({ source = 'stripe', type = 'invoice.paid', ...more }: Given): Promise<string> {
  const id = `${source}:evt_${crypto.randomUUID()}`
  const fact = { id, source, type, objectId: 'in_1', senderId: null, announcement: 0, sizeBytes: 1 }
  const order = { objectKey: null, sequence: null, ordering: null }
  const outcome = { ...order, eventId: null, runId: null, error: null, revision: 1 }
  const rest = { customerId: null, status: 'handled' as const, receivedAt: 5_000, ...more }
  await projectDeliveries(db, [{ ...fact, ...outcome, ...rest }])
  return id
}

const idsOf = async (filter: DeliveryFilter) => (await searchDeliveries(db, filter, 10)).map(({ id }) => id)

it('finds by customer, status, type, source and time, the newest first', async () => {
  const customerId = `cus_${crypto.randomUUID()}`
  const old = await aDelivery({ customerId, receivedAt: 1_000, status: 'dead' })
  const young = await aDelivery({ customerId, receivedAt: 2_000, status: 'failed', type: 'invoice.voided' })
  const other = await aDelivery({ customerId, receivedAt: 3_000, source: 'github', type: 'push' })

  expect(await idsOf({ customerId })).toEqual([other, young, old])
  expect(await idsOf({ customerId, statuses: ['failed', 'dead'] })).toEqual([young, old])
  expect(await idsOf({ customerId, statuses: ['handled'] })).toEqual([other])
  expect(await idsOf({ customerId, type: 'invoice.voided' })).toEqual([young])
  expect(await idsOf({ customerId, source: 'github' })).toEqual([other])
  expect(await idsOf({ customerId, from: 1_000, to: 2_000 })).toEqual([old])
  expect(await countMatching(db, { customerId }, 2)).toBe(2)
  expect(await countMatching(db, { customerId, source: 'stripe' }, 100)).toBe(2)
})

it('gives each delivery on one page, though many came in at the same moment', async () => {
  const customerId = `cus_${crypto.randomUUID()}`
  const given = await Promise.all(Array.from({ length: 7 }, () => aDelivery({ customerId })))

  const first = await searchDeliveries(db, { customerId }, 4)
  const last = first.at(-1)
  const second = await searchDeliveries(db, { customerId }, 4, {
    receivedAt: last?.receivedAt.getTime() ?? 0,
    id: last?.id ?? '',
  })

  expect(second).toHaveLength(3)
  expect([...first, ...second].map(({ id }) => id).toSorted()).toEqual(given.toSorted())
})

it.each<[string, DeliveryFilter]>([
  ['deliveries_received', {}],
  ['deliveries_source', { source: 'stripe' }],
  ['deliveries_type', { type: 'invoice.paid' }],
  ['deliveries_object', { objectId: 'in_1' }],
  ['deliveries_customer', { customerId: 'cus_1' }],
  ['deliveries_in_trouble', { statuses: ['failed', 'dead'] }],
  ['deliveries_in_trouble', { statuses: ['unheard'] }],
  ['deliveries_in_trouble', { statuses: ['failed'], source: 'stripe' }],
  ['deliveries_in_trouble', { statuses: ['failed'], type: 'invoice.paid' }],
])('reads a page from the index %s, without sorting', async (index, filter) => {
  const page = matching(db, filter, 50, { receivedAt: 1, id: 'x' }).getSQL()

  const plan = await db.all<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${page}`)

  const steps = plan.map(({ detail }) => detail).join('; ')
  expect(steps).toContain(index)
  expect(steps).not.toMatch(/TEMP B-TREE|SCAN deliveries$/)
})
