import { expect, it } from 'vitest'
import { aTeamId, anOrder, db } from '../../test/given.ts'
import { fulfilOrder, listEntitlements } from './entitlements.ts'
import {
  getOrder,
  listWaitingOrders,
  markBackordered,
  markFailed,
  placeOrder,
  reopenOrder,
} from './orders.ts'

const lines = [{ sku: 'seat', quantity: 2 }]

it('keeps the first order of an id', async () => {
  const order = await anOrder({ lines })

  const again = await placeOrder(db, { ...order, lines: [{ sku: 'seat', quantity: 9 }] })

  expect(again).toEqual(order)
})

it('names an order that does not exist', async () => {
  await expect(getOrder(db, 'ord_absent')).rejects.toMatchObject({
    code: 'not_found',
    message: 'order ord_absent does not exist',
  })
})

it('refuses an order of a team that does not exist', async () => {
  await expect(anOrder({ teamId: 'team_absent' })).rejects.toThrow('insert into "orders"')
})

it('leaves a completed order completed', async () => {
  const order = await anOrder()
  await fulfilOrder(db, order, new Date())

  await markFailed(db, order.id, 0, 'late')
  await markBackordered(db, order.id, lines)
  const reopened = await reopenOrder(db, order.id)

  expect(reopened).toMatchObject({ status: 'completed', announcement: 0, failureReason: null, missing: null })
})

it('opens a failed order again, and only once for two who ask', async () => {
  const { id } = await anOrder()
  await markFailed(db, id, 0, 'declined')

  await Promise.all([reopenOrder(db, id), reopenOrder(db, id)])

  expect(await getOrder(db, id)).toMatchObject({ status: 'placed', announcement: 1, failureReason: null })
})

it('is not failed by an earlier try', async () => {
  const { id } = await anOrder()
  await markBackordered(db, id, lines)
  await reopenOrder(db, id)

  await markFailed(db, id, 0, 'late')

  expect(await getOrder(db, id)).toMatchObject({ status: 'placed', announcement: 1 })
})

it('gives once, however often it is fulfilled', async () => {
  const teamId = await aTeamId()
  const order = await anOrder({ teamId, lines: [...lines, { sku: 'credits', quantity: 1_000 }] })

  await fulfilOrder(db, order, new Date(1_000))
  await fulfilOrder(db, order, new Date(2_000))

  const grant = { teamId, grantedBy: order.id, grantedAt: new Date(1_000), endedAt: null }
  expect(await listEntitlements(db, teamId)).toMatchObject([
    { ...grant, sku: 'seat', quantity: 2 },
    { ...grant, sku: 'credits', quantity: 1_000 },
  ])
})

it('lists the orders that wait, the oldest first', async () => {
  const at = (ms: number) => anOrder({ createdAt: new Date(ms) })
  const [second, first, failed] = [await at(20), await at(10), await at(5)]
  await at(30)
  await markFailed(db, failed.id, 0, 'declined')

  const waiting = await listWaitingOrders(db, new Date(30), 10)

  expect(waiting.map(({ id }) => id)).toEqual([first.id, second.id])
})
