import { describe, expect, it } from 'vitest'
import { anOrder, aSku, db } from '../../test/given.ts'
import { markFailed, recordPayment } from './orders.ts'
import { listStock, releaseStock, reserveStock } from './stock.ts'

const availableOf = async (sku: string) => (await listStock(db)).find((row) => row.sku === sku)?.available

describe('reserving', () => {
  it('takes every line', async () => {
    const [one, other] = [await aSku(5), await aSku(5)]
    const { id } = await anOrder()

    const missing = await reserveStock(db, id, [
      { sku: one, quantity: 5 },
      { sku: other, quantity: 2 },
    ])

    expect(missing).toEqual([])
    expect([await availableOf(one), await availableOf(other)]).toEqual([0, 3])
  })

  it('takes no line when one is short, and says what is missing', async () => {
    const [enough, short] = [await aSku(5), await aSku(1)]
    const { id } = await anOrder()

    const missing = await reserveStock(db, id, [
      { sku: enough, quantity: 1 },
      { sku: short, quantity: 3 },
      { sku: 'unknown', quantity: 2 },
    ])

    expect(missing).toEqual([
      { sku: short, quantity: 2 },
      { sku: 'unknown', quantity: 2 },
    ])
    expect([await availableOf(enough), await availableOf(short)]).toEqual([5, 1])
  })

  it('takes once, however often it is called', async () => {
    const sku = await aSku(3)
    const { id } = await anOrder()
    const lines = [{ sku, quantity: 2 }]

    await reserveStock(db, id, lines)
    const again = await reserveStock(db, id, lines)

    expect(again).toEqual([])
    expect(await availableOf(sku)).toBe(1)
  })

  it('takes once when two copies of an order come at the same time', async () => {
    const sku = await aSku(10)
    const { id } = await anOrder()

    await Promise.allSettled([1, 2, 3].map(() => reserveStock(db, id, [{ sku, quantity: 2 }])))

    expect(await availableOf(sku)).toBe(8)
  })

  it('never goes below nothing when many orders want the last items', async () => {
    const sku = await aSku(3)
    const orders = await Promise.all(Array.from({ length: 8 }, () => anOrder()))

    const results = await Promise.allSettled(
      orders.map(({ id }) => reserveStock(db, id, [{ sku, quantity: 1 }])),
    )

    const isTaken = (result: PromiseSettledResult<unknown[]>) =>
      result.status === 'fulfilled' && result.value.length === 0
    expect(results.filter(isTaken)).toHaveLength(3)
    expect(await availableOf(sku)).toBe(0)
  })

  it('takes a hundred lines, more than D1 has parameters for', async () => {
    const { id } = await anOrder()
    const lines = await Promise.all(
      Array.from({ length: 100 }, async () => ({ sku: await aSku(1), quantity: 1 })),
    )

    expect(await reserveStock(db, id, lines)).toEqual([])
    expect(await availableOf(lines[99]?.sku ?? '')).toBe(0)
  })
})

describe('releasing', () => {
  async function aReservation(sku: string) {
    const { id } = await anOrder()
    await reserveStock(db, id, [{ sku, quantity: 2 }])
    return id
  }

  it('gives back once what a failed order took, and nothing of another’s', async () => {
    const sku = await aSku(5)
    const id = await aReservation(sku)
    await aReservation(sku)
    await markFailed(db, id, 0, 'declined')

    await releaseStock(db, id)
    await releaseStock(db, id)

    expect(await availableOf(sku)).toBe(3)
    expect(await reserveStock(db, id, [{ sku, quantity: 2 }])).toEqual([])
    expect(await availableOf(sku)).toBe(1)
  })

  it('gives nothing back of an order that is still being worked on', async () => {
    const sku = await aSku(5)
    const id = await aReservation(sku)

    await releaseStock(db, id)

    expect(await availableOf(sku)).toBe(3)
  })

  it('gives nothing back of an order that is paid', async () => {
    const sku = await aSku(5)
    const id = await aReservation(sku)
    await recordPayment(db, id, 'pi_1')
    await markFailed(db, id, 0, 'shipping broke')

    await releaseStock(db, id)

    expect(await availableOf(sku)).toBe(3)
  })
})
