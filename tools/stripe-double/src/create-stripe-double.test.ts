import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { clientOf, startDouble } from '../test/start-double.ts'
import { createStripeDouble } from './create-stripe-double.ts'
import type { LogLine } from './log.ts'

const seat = { amount: 1200, currency: 'usd', confirm: true }

function aDatabaseFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stripe-double-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'stripe.sqlite')
}

it('remembers everything over a restart, the idempotency keys too', async () => {
  const database = aDatabaseFile()
  const before = createStripeDouble({ database, log: () => {} })
  const client = clientOf(await before.listen())
  const intent = await client.paymentIntents.create(seat, { idempotencyKey: 'order-1' })
  const { session } = before.createPaidCheckout({
    lineItems: [{ lookupKey: 'seat', quantity: 1 }],
    clientReferenceId: 'team-1',
  })
  await before.close()

  const { double, stripe } = await startDouble({ database })
  const again = await stripe.paymentIntents.create(seat, { idempotencyKey: 'order-1' })
  const expanded = await stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items'] })

  expect(again).toEqual(intent)
  expect(expanded.line_items?.data).toHaveLength(1)
  expect(double.listCharges()).toHaveLength(2)
  expect((await stripe.prices.list()).data).toHaveLength(2)
  expect((await stripe.events.list()).data).toHaveLength(3)
})

it('answers a request without listening', async () => {
  const double = createStripeDouble({ database: ':memory:', log: () => {} })
  onTestFinished(() => double.close())
  const headers = { authorization: 'Bearer sk_test_double' }

  const response = await double.fetch(new Request('http://stripe.test/v1/prices', { headers }))

  expect(response.status).toBe(200)
})

it('fails to listen on a port that is taken', async () => {
  const { url } = await startDouble()
  const other = createStripeDouble({ database: ':memory:', log: () => {} })
  onTestFinished(() => other.close())

  await expect(other.listen({ port: Number(new URL(url).port) })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
})

it('logs ids and statuses, never a key, a body or a query', async () => {
  const lines: LogLine[] = []
  const { stripe } = await startDouble({ log: (line) => lines.push(line) })

  await stripe.paymentIntents.create({ ...seat, metadata: { note: 'secret-note' } })
  await stripe.events.list({ type: 'secret.query' })

  expect(lines).toMatchObject([
    { method: 'POST', path: '/v1/payment_intents', status: 200, replayed: false },
    { method: 'GET', path: '/v1/events', status: 200 },
  ])
  expect(JSON.stringify(lines)).not.toMatch(/secret|sk_test/)
})
