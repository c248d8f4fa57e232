import { createRoute, z } from '@hono/zod-openapi'
import { createDb } from '@repo/db'
import { listAlerts } from '@repo/db/alerts'
import { answers, security } from './answers.ts'
import { createRouter } from './router.ts'

const ALERTS_MAX = 100

const Alert = z
  .object({
    kind: z.string(),
    fingerprint: z.string(),
    text: z.string(),
    occurrences: z.int(),
    firstAt: z.iso.datetime(),
    lastAt: z.iso.datetime(),
    toldAt: z.iso.datetime(),
  })
  .openapi('Alert')

const list = createRoute({
  method: 'get',
  path: '/',
  summary: `List the latest alerts, at most ${ALERTS_MAX}`,
  security,
  responses: answers(200, 'The latest first.', z.object({ alerts: z.array(Alert) })),
})

export const alerts = createRouter().openapi(list, async (c) => {
  const rows = await listAlerts(createDb(c.env.DB), ALERTS_MAX)
  const shown = rows.map((row) => ({
    ...row,
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    toldAt: row.toldAt.toISOString(),
  }))
  return c.json({ alerts: shown }, 200)
})
