import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { type House, startHouse } from './start-house.ts'

const ENGINE_PORT = 18_000 + (process.pid % 2_000)
const cli = resolve(import.meta.dirname, '../tools/dev-engine/src/cli.ts')
const state = join(mkdtempSync(join(tmpdir(), 'millrace-')), 'engine.sqlite')

let house: House
let engine: ChildProcess
beforeAll(async () => {
  house = await startHouse({ engineUrl: `http://127.0.0.1:${ENGINE_PORT}`, stripeDelayMs: 1_500 })
  engine = await startEngine()
})
afterAll(async () => {
  engine.kill('SIGKILL')
  await house.stop()
})

async function startEngine(): Promise<ChildProcess> {
  const { url } = await house.server.listen()
  const apps = ['ingress', 'onboarding', 'billing', 'indexing'].flatMap((app) => [
    '--app',
    new URL(`/api/inngest/${app}`, url).href,
  ])
  const child = spawn(process.execPath, [
    cli,
    '--port',
    String(ENGINE_PORT),
    '--state',
    state,
    '--retry-delay',
    '1s',
    ...apps,
  ])
  const synced = async () => {
    const response = await fetch(`http://127.0.0.1:${ENGINE_PORT}/v1/apps`).catch(() => undefined)
    const { data } = ((await response?.json()) ?? { data: [] }) as { data: { functions: unknown[] }[] }
    return data.filter(({ functions }) => functions.length > 0).length
  }
  expect(await eventually(synced, (apps) => apps === 4)).toBe(4)
  return child
}

it('finishes an order whose engine was killed in the middle of its charge, and charges it once', async () => {
  const body = { lines: [{ sku: 'seat', quantity: 3 }], paymentMethodId: 'pm_card_visa' }
  const { id } = (await (await house.call('/v1/orders', { method: 'POST', body })).json()) as { id: string }
  const order = async () =>
    (await house.rows(`SELECT status, payment_intent_id FROM orders WHERE id = '${id}'`))[0]
  const reserved = () => house.rows(`SELECT sku FROM stock_reservations WHERE order_id = '${id}'`)
  await eventually(reserved, (rows) => rows.length > 0)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await order()).toEqual({ status: 'placed', payment_intent_id: null })

  engine.kill('SIGKILL')
  engine = await startEngine()

  expect(await eventually(order, (row) => row?.['status'] === 'completed')).toMatchObject({
    status: 'completed',
  })
  const charges = house.stripe.listCharges().filter(({ metadata }) => metadata['orderId'] === id)
  expect(charges).toMatchObject([{ status: 'succeeded', amount: 3_600 }])
  expect(await house.rows(`SELECT quantity FROM entitlements WHERE granted_by = '${id}'`)).toEqual([
    { quantity: 3 },
  ])
})
