import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { listDaySums, listMissing } from '@repo/db/reconciliations'
import { runFunction } from '@repo/testing/run-function'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine } from '../../test/engine.ts'
import { aResend } from '../../test/sender-lists.ts'
import { pass } from '../../test/shard.ts'
import { inboxFor } from '../inbox/inbox-for.ts'

const MINUTE_MS = 60_000

const db = createDb(env.DB)

const reconcile = () =>
  runFunction(exports.default, {
    app: 'ingress',
    functionId: 'reconcile-resend',
    event: { name: 'ops/reconciliation.requested', data: { source: 'resend' } },
  })

async function aComparedResend() {
  const resend = aResend()
  anEngine(undefined, { 'resend.test': resend.answer })
  await reconcile()
  pass(30 * MINUTE_MS)
  resend.asked.length = 0
  return { resend, at: Date.now() - 20 * MINUTE_MS }
}

const accept = (id: string) =>
  inboxFor(env, `resend:${id}`).accept(aDelivery({ key: `resend:${id}`, source: 'resend' }))

// The client is large: a loaded machine takes its time to load it, and no test should pay for that.
beforeAll(() => import('../reconcile/resend-channel.ts'), 60_000)

beforeEach(async () => {
  for (const table of ['reconciliations', 'reconciled_days', 'missing_deliveries']) {
    await env.DB.exec(`DELETE FROM ${table}`)
  }
})

it('asks again for what failed and is not here, over all pages', async () => {
  const { resend, at } = await aComparedResend()
  const [lost, here] = [`msg_${crypto.randomUUID()}`, `msg_${crypto.randomUUID()}`]
  await accept(here)
  resend.sent = [
    { id: 'msg_fine', at },
    { id: here, at: at - 1, status: 500 },
    { id: lost, at: at - 2, status: 500 },
  ]

  await reconcile()
  await accept(lost)
  await reconcile()

  expect(resend.asked.filter((asked) => asked.startsWith('POST'))).toEqual([
    `POST /webhooks/wh_1/events/${lost}/replay`,
  ])
  expect(await listDaySums(db, '2000-01-01')).toMatchObject([
    { source: 'resend', expected: 3, received: 2, healed: 1, missing: 0 },
  ])
})

it('comes back when Resend allows it, and keeps what Resend refuses', async () => {
  const { resend, at } = await aComparedResend()
  const id = `msg_${crypto.randomUUID()}`
  resend.sent = [{ id, at, status: 500 }]
  const refusals = [
    () =>
      Response.json({ statusCode: 429, name: 'rate_limit_exceeded', message: 'slow down' }, { status: 429 }),
    () => Response.json({ statusCode: 404, name: 'not_found', message: 'no such event' }, { status: 404 }),
  ]
  resend.instead = ({ method }) => (method === 'POST' ? refusals.shift()?.() : undefined)

  const run = await reconcile()

  expect(run.steps['heal-resend-0']).toBe(2)
  expect(await listMissing(db, 'resend', 10)).toMatchObject([
    { senderId: id, requests: 1, error: 'Resend refused: no such event' },
  ])
})
