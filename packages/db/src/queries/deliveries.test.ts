import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { expect, it, vi } from 'vitest'
import { db } from '../../test/given.ts'
import {
  countingDeliveries,
  type DeliveryFact,
  findDelivery,
  listDeliveries,
  projectDeliveries,
  pruneDeliveries,
} from './deliveries.ts'

const aFact = (fact: Partial<DeliveryFact> = {}): DeliveryFact => ({
  id: `stripe:evt_${crypto.randomUUID()}`,
  source: 'stripe',
  type: 'invoice.paid',
  objectId: 'in_1',
  objectKey: 'stripe:in_1',
  sequence: 1_764_000_000,
  ordering: null,
  customerId: 'cus_1',
  senderId: null,
  status: 'pending',
  announcement: 0,
  sizeBytes: 100,
  eventId: null,
  runId: null,
  error: null,
  receivedAt: Date.now(),
  revision: 1,
  ...fact,
})

it('shows a delivery as its shard tells it', async () => {
  const fact = aFact({
    error: 'it’s "broken"',
    eventId: '01E',
    runId: '01R',
    announcement: 2,
    objectId: 'in_9',
  })

  await projectDeliveries(db, [fact])

  expect(await findDelivery(db, fact.id)).toEqual({ ...fact, receivedAt: new Date(fact.receivedAt) })
})

it('never goes back to an older revision, and takes a newer one', async () => {
  const fact = aFact({ status: 'announced', revision: 5 })
  await projectDeliveries(db, [fact])

  await projectDeliveries(db, [{ ...fact, status: 'pending', revision: 4 }])
  const afterOlder = await findDelivery(db, fact.id)
  await projectDeliveries(db, [{ ...fact, status: 'handled', revision: 6 }])

  expect(afterOlder).toMatchObject({ status: 'announced', revision: 5 })
  expect(await findDelivery(db, fact.id)).toMatchObject({ status: 'handled', revision: 6 })
})

it('shows the copy that took the place of another', async () => {
  const thin = aFact({ type: 'v1.invoice.paid', status: 'not_handled', customerId: null, senderId: '1' })
  await projectDeliveries(db, [thin])

  const snapshot = aFact({
    ...thin,
    type: 'invoice.paid',
    customerId: 'cus_2',
    senderId: '2',
    revision: 2,
    receivedAt: thin.receivedAt + 1,
  })
  await projectDeliveries(db, [snapshot])
  await projectDeliveries(db, [thin])

  expect(await findDelivery(db, thin.id)).toEqual({ ...snapshot, receivedAt: new Date(snapshot.receivedAt) })
})

it('forgets whom an erased delivery was about, and keeps the sender’s own number of it', async () => {
  const fact = aFact({ senderId: 'guid-1' })
  const other = aFact()
  await projectDeliveries(db, [fact, other])

  const emptied = { objectId: null, objectKey: null, sequence: null, customerId: null }
  const erased = { ...fact, ...emptied, senderId: null, isErased: 1, revision: 2 }
  await projectDeliveries(db, [erased, { ...other, status: 'handled', isErased: 0, revision: 2 }])

  expect(await findDelivery(db, fact.id)).toMatchObject({ ...emptied, senderId: 'guid-1' })
  expect(await findDelivery(db, other.id)).toMatchObject({ objectId: 'in_1', customerId: 'cus_1' })
})

it('writes one row for what a delivery comes to', async () => {
  const fact = aFact({ status: 'announced' })
  await projectDeliveries(db, [fact])

  const batch = vi.spyOn(env.DB, 'batch')
  await projectDeliveries(db, [{ ...fact, status: 'handled', revision: 2 }])

  const results: D1Result[] | undefined = await batch.mock.results[0]?.value
  expect(results?.map(({ meta }) => meta.rows_written)).toEqual([1, 0])
})

it('takes more facts in one statement than D1 has parameters', async () => {
  const facts = Array.from({ length: 250 }, () => aFact())

  await projectDeliveries(db, facts)

  expect(await findDelivery(db, facts[249]?.id ?? '')).toBeDefined()
})

it('takes no facts at all', async () => {
  await expect(projectDeliveries(db, [])).resolves.toBeUndefined()
})

it('lists the newest first', async () => {
  const later = aFact({ receivedAt: Date.now() + 20_000 })
  const sooner = aFact({ receivedAt: Date.now() + 10_000 })
  await projectDeliveries(db, [sooner, later])

  expect((await listDeliveries(db, 2)).map(({ id }) => id)).toEqual([later.id, sooner.id])
})

it('prunes by age, so many at a time, and says how many went', async () => {
  const old = [aFact({ receivedAt: 1_000 }), aFact({ receivedAt: 1_999 })]
  const kept = aFact({ receivedAt: 2_000 })
  await projectDeliveries(db, [...old, kept])

  expect(await pruneDeliveries(db, new Date(2_000), 1)).toBe(1)
  expect(await pruneDeliveries(db, new Date(2_000), 10)).toBe(1)
  expect(await findDelivery(db, kept.id)).toBeDefined()
})

it('counts what came in within a time by the index of that time, however much came before', async () => {
  for (const to of [undefined, new Date(2)]) {
    const counting = countingDeliveries(db, new Date(1), to).getSQL()
    const plan = await db.all<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${counting}`)

    expect(plan[0]?.detail).toMatch(/^SEARCH deliveries USING INDEX deliveries_received/)
  }
})
