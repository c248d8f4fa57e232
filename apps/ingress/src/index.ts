import { errorResponse, notFoundResponse } from '@repo/worker-kit/error-response'
import { Hono } from 'hono'
import { serve } from 'inngest/hono'
import type { Bindings, HonoEnv } from './context.ts'
import { functions } from './functions/index.ts'
import { inngest } from './inngest.ts'
import { webhooks } from './routes/webhooks.ts'

export { Deliveries } from './deliveries.ts'
export { Inbox } from './inbox/inbox.ts'

const app = new Hono<HonoEnv>()
  .onError(errorResponse)
  .notFound(notFoundResponse(['POST /webhooks/:source', 'GET /v1/openapi.json']))
  .get('/healthz', (c) => c.json({ status: 'ok' }))
  .route('/webhooks', webhooks)
  // Loaded when an operator asks: a webhook needs none of it.
  .all('/v1/*', async (c) => {
    const { operatorApi } = await import('./operator/operator-api.ts')
    return operatorApi.fetch(c.req.raw, c.env, c.executionCtx)
  })
  .on(
    ['GET', 'POST', 'PUT'],
    '/api/inngest/ingress',
    serve({ client: inngest, functions, enableUnauthedSync: false }),
  )

export default {
  fetch: app.fetch,
  scheduled: async (controller, env) => {
    const { watchInbox } = await import('./watch-inbox.ts')
    await watchInbox(env, new Date(controller.scheduledTime))
  },
} satisfies ExportedHandler<Bindings>
