import { createRoute, z } from '@hono/zod-openapi'
import { createDb } from '@repo/db'
import { listDaySums, listReconciliations } from '@repo/db/reconciliations'
import { answers, security } from './answers.ts'
import { audit } from './audit.ts'
import { requestByEvent } from './request-by-event.ts'
import { createRouter } from './router.ts'
import { DaySum } from './sources.ts'

const DAY_MS = 86_400_000
const DAYS_SHOWN = 30

const Channel = z
  .object({
    channel: z.string(),
    source: z.string(),
    comparedTo: z.iso.datetime(),
    checkedAt: z.iso.datetime(),
  })
  .openapi('Channel')

const list = createRoute({
  method: 'get',
  path: '/',
  summary: `Show what senders say they sent in the last ${DAYS_SHOWN} days, and what of it is here`,
  security,
  responses: answers(
    200,
    'By list and by day.',
    z.object({ channels: z.array(Channel), days: z.array(DaySum) }),
  ),
})

const request = createRoute({
  method: 'post',
  path: '/{source}',
  summary: 'Compare with a sender’s list now',
  security,
  request: { params: z.object({ source: z.enum(['stripe', 'github', 'resend']) }) },
  responses: answers(202, 'It is asked for.', z.object({ source: z.string() }), [422, 503]),
})

export const reconciliations = createRouter()
  .openapi(list, async (c) => {
    const db = createDb(c.env.DB)
    const since = new Date(Date.now() - DAYS_SHOWN * DAY_MS).toISOString().slice(0, 10)
    const [channels, days] = await Promise.all([listReconciliations(db), listDaySums(db, since)])
    const shown = channels.map(({ channel, source, comparedTo, checkedAt }) => ({
      channel,
      source,
      comparedTo: comparedTo.toISOString(),
      checkedAt: checkedAt.toISOString(),
    }))
    return c.json({ channels: shown, days }, 200)
  })
  .openapi(request, async (c) => {
    const { source } = c.req.valid('param')
    await audit(c, 'reconcile', source)
    const id = `reconcile:${source}:${crypto.randomUUID()}`
    await requestByEvent(c.env, { id, name: 'ops/reconciliation.requested', data: { source } })
    return c.json({ source }, 202)
  })
