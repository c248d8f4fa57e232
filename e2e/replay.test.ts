import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { type House, startHouse } from './start-house.ts'

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.stop())

it('lets a delivery that failed be replayed once its cause is mended, with exactly one effect', async () => {
  const lineItems = [{ lookupKey: 'seat', quantity: 2 }]
  const { session, event } = house.stripe.createPaidCheckout({ lineItems, clientReferenceId: 'team_late' })
  const id = `stripe:${event.id}`
  const status = async () =>
    (await house.rows(`SELECT status FROM deliveries WHERE id = '${id}'`))[0]?.['status']
  await house.deliver(event)
  expect(await eventually(status, (now) => now === 'failed')).toBe('failed')
  const told = () => house.rows(`SELECT kind FROM alerts WHERE fingerprint LIKE 'function-failed:billing-%'`)
  expect(await eventually(told, (rows) => rows.length > 0)).toEqual([{ kind: 'function-failed' }])

  await house.rows(`INSERT INTO teams (id, name, created_at) VALUES ('team_late', 'Late', 0)`)
  const startedAt = Date.now()
  const replays = await Promise.all(
    [1, 2].map(() => house.call(`/v1/deliveries/${id}/replay`, { method: 'POST' })),
  )

  expect(replays.map((response) => response.status)).toEqual([202, 202])
  expect(await eventually(status, (now) => now === 'handled')).toBe('handled')
  const granted = () =>
    house.rows(`SELECT sku, quantity FROM entitlements WHERE granted_by = 'ord_${session.id}'`)
  expect(await eventually(granted, (rows) => rows.length > 0)).toEqual([{ sku: 'seat', quantity: 2 }])
  expect(Date.now() - startedAt).toBeLessThan(60_000)
  await house.engine.whenIdle()
  expect(await granted()).toHaveLength(1)
  expect(await house.rows(`SELECT available FROM stock WHERE sku = 'seat'`)).toEqual([{ available: 98 }])
})
