import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { findAlert, noteTrouble } from '@repo/db/alerts'
import { readDailyReport } from '@repo/db/daily-report'
import { projectDeliveries } from '@repo/db/deliveries'
import { keepPage, openReconciliation } from '@repo/db/reconciliations'
import { alertRaised } from '@repo/events/ops'
import { loseFirstAnswer } from '@repo/testing/lose-first-answer'
import { runFunction } from '@repo/testing/run-function'
import { expect, it } from 'vitest'
import { anEngine } from '../../test/engine.ts'
import { pass } from '../../test/shard.ts'
import { watchInbox } from '../watch-inbox.ts'

const DAY_MS = 86_400_000

const db = createDb(env.DB)

const report = (options = {}) =>
  runFunction(exports.default, {
    app: 'ingress',
    functionId: 'report-daily',
    event: { name: 'inngest/scheduled.timer' },
    ...options,
  })

it('tells what the last day came to and of no other day, once whatever runs again, and never of itself', async () => {
  const engine = anEngine()
  const yesterday = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10)
  const noon = new Date(`${yesterday}T12:00:00Z`)
  const fact = { source: 'stripe', type: 'invoice.paid', objectId: null, announcement: 0, sizeBytes: 1 }
  const order = { objectKey: null, sequence: null, ordering: null }
  const rest = { ...order, eventId: null, runId: null, error: null, revision: 1 }
  const at = (id: string, status: 'handled' | 'dead', receivedAt: number) => ({
    ...fact,
    ...rest,
    id,
    status,
    receivedAt,
  })
  await projectDeliveries(db, [
    at('stripe:evt_1', 'handled', noon.getTime()),
    at('stripe:evt_2', 'dead', noon.getTime()),
    at('stripe:evt_3', 'handled', noon.getTime() - DAY_MS),
  ])
  await noteTrouble(
    db,
    { kind: 'delivery-dead', fingerprint: 'delivery-dead', text: '1 webhooks are dead' },
    noon,
  )
  const start = await openReconciliation(db, {
    channel: 'stripe',
    source: 'stripe',
    comparedTo: noon,
    checkedAt: noon,
  })
  const to = { comparedTo: new Date(), walkFrom: null, nextPage: null, checkedAt: new Date() }
  await keepPage(db, start, { days: { [yesterday]: 2 }, missing: [], to })

  const run = await report()

  expect(run.status).toBe('completed')
  expect(engine.alerts).toEqual([
    [
      `Millrace: ${yesterday}: 2 webhooks, 1 failed, 0 missing, 1 alerts`,
      '! delivery-dead, 1 ×: 1 webhooks are dead',
      'stripe: 1 dead, 1 handled',
      'stripe says it sent 2: 2 received, 0 healed, 0 missing',
    ].join('\n'),
  ])
  const fingerprint = `report-daily:${yesterday}`
  const events = engine.batches.flat()
  expect(events).toMatchObject([{ name: 'ops/alert.raised', data: { kind: 'report-daily', fingerprint } }])
  await alertRaised.create(events[0]?.data as never).validate()
  // What onboarding mails.
  expect(await findAlert(db, fingerprint)).toMatchObject({
    text: engine.alerts[0]?.slice('Millrace: '.length),
  })

  pass(2 * 3_600_000)
  await report({ onStep: loseFirstAnswer })

  expect(engine.alerts).toHaveLength(1)
  expect(engine.batches.flat().length).toBeGreaterThan(1)
  expect(new Set(engine.batches.flat().map(({ id }) => id)).size).toBe(1)
  const day = new Date().toISOString().slice(0, 10)
  expect((await readDailyReport(db, day)).alerts).toEqual([])
})

it('is told later where nobody took it in the morning', async () => {
  let isAway = true
  const told: string[] = []
  anEngine(undefined, {
    'alert.test': async (request) => {
      if (!isAway) told.push((await request.json<{ text: string }>()).text)
      return new Response('', { status: isAway ? 503 : 200 })
    },
  })
  pass(3 * DAY_MS)
  await report()
  isAway = false

  await watchInbox(env, new Date())
  await watchInbox(env, new Date())

  expect(told.filter((text) => text.includes(': 0 webhooks'))).toHaveLength(1)
})
