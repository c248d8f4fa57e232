import { createRoute, z } from '@hono/zod-openapi'
import { createDb } from '@repo/db'
import { listAuditEntries } from '@repo/db/audit-entries'
import { decodePlace, encodePlace } from '../rules/page-cursor.ts'
import { answers, security } from './answers.ts'
import { PageQuery } from './delivery-schemas.ts'
import { createRouter } from './router.ts'

const AuditEntry = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    tokenId: z.string(),
    teamId: z.string(),
    action: z.string(),
    subject: z.string(),
    details: z.record(z.string(), z.unknown()),
  })
  .openapi('AuditEntry')

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'List what operators changed, newest first',
  security,
  request: { query: PageQuery },
  responses: answers(
    200,
    'One page.',
    z.object({ entries: z.array(AuditEntry), next: z.string().nullable() }),
    [422],
  ),
})

export const auditEntries = createRouter().openapi(list, async (c) => {
  const { limit, after } = c.req.valid('query')
  const page = await listAuditEntries(createDb(c.env.DB), limit, after ? decodePlace(after) : undefined)
  const last = page.length === limit ? page.at(-1) : undefined
  const next = last ? encodePlace({ at: last.at.getTime(), id: last.id }) : null
  return c.json({ entries: page.map((entry) => ({ ...entry, at: entry.at.toISOString() })), next }, 200)
})
