import { type Context, Hono } from 'hono'
import { type DoubleEnv, fail, ok } from '../http/answer.ts'

const unknown = (c: Context) => fail(c, 404, 10_007, 'This Worker does not exist on your account.')

/** How a worker is reached: crons, workers.dev, custom domains. */
export const triggers = new Hono<DoubleEnv>()
  .get('/subdomain', (c) => ok(c, { subdomain: 'double' }))

  .get('/workers/:name', (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    if (!worker) return unknown(c)
    const subdomain = { enabled: worker.onWorkersDev, previews_enabled: false }
    return ok(c, { id: worker.name, name: worker.name, subdomain })
  })

  .post('/scripts/:name/subdomain', async (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    if (!worker) return unknown(c)
    const { enabled } = await c.req.json<{ enabled: boolean }>()
    worker.onWorkersDev = enabled
    return ok(c, { enabled, previews_enabled: false })
  })

  .put('/scripts/:name/schedules', async (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    if (!worker) return unknown(c)
    worker.crons = (await c.req.json<{ cron: string }[]>()).map(({ cron }) => cron)
    return ok(c, { schedules: worker.crons.map((cron) => ({ cron })) })
  })

  .post('/scripts/:name/domains/changeset', async (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    if (!worker) return unknown(c)
    const wanted = await c.req.json<{ hostname: string }[]>()
    const added = wanted.filter(({ hostname }) => !worker.domains.includes(hostname))
    return ok(c, { added, removed: [], updated: [], conflicting: [] })
  })

  .put('/scripts/:name/domains/records', async (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    if (!worker) return unknown(c)
    const { origins } = await c.req.json<{ origins: { hostname: string }[] }>()
    worker.domains = origins.map(({ hostname }) => hostname)
    return ok(c, {})
  })
