import { type Context, Hono } from 'hono'
import type { HookDeliveries, HookDelivery } from './hook-deliveries.ts'
import type { Webhook } from './send-webhook.ts'

const PAGE_DEFAULT = 30
const PAGE_MAX = 100

type Redeliver = (webhook: Webhook) => Promise<unknown>

/** What reconciliation asks: https://docs.github.com/en/rest/apps/webhooks and https://docs.github.com/en/rest/repos/webhooks */
export function createHookRoutes(deliveries: HookDeliveries, redeliver: Redeliver) {
  const routes = new Hono()
  for (const path of ['/app/hook', '/repos/:owner/:repo/hooks/:hook'] as const) {
    routes
      .use(`${path}/deliveries/*`, async (c, next) => {
        const token = c.req.header('authorization') ?? ''
        const isAllowed = /^bearer /i.test(token) && (path !== '/app/hook' || /^bearer ey/i.test(token))
        return isAllowed ? next() : c.json({ message: 'Bad credentials', status: '401' }, 401)
      })
      .get(`${path}/deliveries`, (c) => {
        const limit = Math.min(Number(c.req.query('per_page') ?? PAGE_DEFAULT), PAGE_MAX)
        const below = Number(c.req.query('cursor') ?? Number.MAX_SAFE_INTEGER)
        const listed = deliveries.list(hookOf(c), below, limit + 1)
        const page = listed.slice(0, limit)
        const last = page.at(-1)
        if (listed.length > limit && last) c.header('link', `<${nextUrl(c.req.url, last.id)}>; rel="next"`)
        return c.json(page.map(toAnswer))
      })
      .post(`${path}/deliveries/:id/attempts`, async (c) => {
        const found = deliveries.find(hookOf(c), Number(c.req.param('id')))
        if (!found) return c.json({ message: 'Not Found', status: '404' }, 404)
        const { event, payload, hook, guid } = found
        await redeliver({ event, payload, hook, guid })
        return c.json({}, 202)
      })
  }
  return routes
}

function hookOf(c: Context): string {
  const { owner, repo, hook } = c.req.param()
  return owner === undefined ? 'app' : `${owner}/${repo}/${hook}`
}

function nextUrl(url: string, below: number): string {
  const next = new URL(url)
  next.searchParams.set('cursor', String(below))
  return next.href
}

function toAnswer({ id, guid, deliveredAt, redelivery, statusCode, event, payload }: HookDelivery) {
  const { action, installation, repository } = JSON.parse(payload) as {
    action?: string
    installation?: { id: number }
    repository?: { id: number }
  }
  return {
    id,
    guid,
    delivered_at: deliveredAt,
    redelivery,
    duration: 0.1,
    status: statusCode < 300 ? 'OK' : 'Invalid HTTP Response',
    status_code: statusCode,
    event,
    action: action ?? null,
    installation_id: installation?.id ?? null,
    repository_id: repository?.id ?? null,
  }
}
