import { type Context, Hono } from 'hono'
import type { WebhookEvent } from './send-webhook.ts'

const LIMIT_DEFAULT = 20
const LIMIT_MAX = 100

type World = {
  webhookId: string
  /** Newest first. */
  list: () => WebhookEvent[]
  replay: (event: WebhookEvent) => Promise<void>
}

/** What reconciliation asks: https://resend.com/docs/api-reference/webhooks/list-events */
export function createApp({ webhookId, list, replay }: World) {
  return new Hono()
    .use(async (c, next) => {
      await next()
      c.header('x-resend-double', 'true')
    })
    .use('/webhooks/:webhook/*', async (c, next) => {
      if (!/^bearer re_\w+$/i.test(c.req.header('authorization') ?? '')) {
        return refused(c, 401, 'missing_api_key', 'Missing API key in the authorization header')
      }
      return c.req.param('webhook') === webhookId ? next() : refused(c, 404, 'not_found', 'Webhook not found')
    })
    .get('/webhooks/:webhook/events', (c) => {
      const after = c.req.query('after')
      const events = list()
      const from = after === undefined ? 0 : events.findIndex(({ id }) => id === after) + 1
      if (after !== undefined && from === 0) {
        return refused(c, 422, 'validation_error', 'The after cursor is no event of this webhook')
      }
      const limit = Math.min(Number(c.req.query('limit') ?? LIMIT_DEFAULT), LIMIT_MAX)
      const data = events.slice(from, from + limit).map(toAnswer)
      return c.json({ object: 'list', has_more: events.length > from + limit, data })
    })
    .post('/webhooks/:webhook/events/:event/replay', async (c) => {
      const found = list().find(({ id }) => id === c.req.param('event'))
      if (!found) return refused(c, 404, 'not_found', 'Webhook event not found')
      await replay(found)
      return c.json({ object: 'webhook_event', id: found.id })
    })
    .notFound((c) => refused(c, 404, 'not_found', `the Resend double has no ${c.req.method} ${c.req.path}`))
}

const toAnswer = ({ id, type, createdAt, status }: WebhookEvent) => ({
  id,
  type,
  created_at: createdAt.toISOString(),
  status,
})

const refused = (c: Context, statusCode: 401 | 404 | 422, name: string, message: string) =>
  c.json({ statusCode, name, message }, statusCode)
