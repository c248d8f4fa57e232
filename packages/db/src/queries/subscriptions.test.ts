import { expect, it } from 'vitest'
import { aTeamId, db } from '../../test/given.ts'
import { entitlements } from '../schema/index.ts'
import { listEntitlements } from './entitlements.ts'
import { endSubscription, findSubscription } from './subscriptions.ts'

const ended = (id: string, atMs: number) => ({
  id,
  customerId: 'cus_1',
  status: 'canceled',
  asOf: new Date(atMs),
  endedAt: new Date(atMs),
})

it('never lets older news overwrite newer', async () => {
  await endSubscription(db, ended('sub_1', 2_000))
  await endSubscription(db, { ...ended('sub_1', 1_000), status: 'active' })

  expect(await findSubscription(db, 'sub_1')).toEqual(ended('sub_1', 2_000))
})

it('ends the access that the subscription gave, when it ended first', async () => {
  const teamId = await aTeamId()
  const grant = { teamId, quantity: 1, grantedAt: new Date(0) }
  await db.insert(entitlements).values([
    { ...grant, sku: 'plan', grantedBy: 'sub_2' },
    { ...grant, sku: 'plan', grantedBy: 'sub_3' },
  ])

  await endSubscription(db, ended('sub_2', 1_000))
  await endSubscription(db, ended('sub_2', 2_000))

  expect(await listEntitlements(db, teamId)).toMatchObject([{ grantedBy: 'sub_3' }])
  const all = await db.select().from(entitlements)
  expect(all.find(({ grantedBy }) => grantedBy === 'sub_2')?.endedAt).toEqual(new Date(1_000))
})
