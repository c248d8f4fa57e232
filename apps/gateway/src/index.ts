import { errorResponse, notFoundResponse } from '@repo/worker-kit/error-response'
import { Hono } from 'hono'
import { checkHealth } from './check-health.ts'
import type { HonoEnv } from './context.ts'
import { routes } from './routes.ts'

const app = new Hono<HonoEnv>()
  .onError(errorResponse)
  .notFound(notFoundResponse(['/healthz', ...routes.map(({ path }) => path)]))
  .get('/', (c) => c.redirect('/console'))
  .get('/healthz', async (c) => {
    const health = await checkHealth(c.env)
    return c.json(health, health.ok ? 200 : 503)
  })

for (const { path, worker } of routes) {
  app.all(path, (c) => c.env[worker].fetch(c.req.raw)).all(`${path}/*`, (c) => c.env[worker].fetch(c.req.raw))
}

export default app
