import { errorResponse, notFoundResponse } from '@repo/worker-kit/error-response'
import { Hono } from 'hono'
import { serve } from 'inngest/hono'
import type { Bindings, HonoEnv } from './context.ts'
import { functions } from './functions/index.ts'
import { inngest } from './inngest.ts'
import { deliveries } from './routes/deliveries.ts'
import { webhooks } from './routes/webhooks.ts'
import { watchInbox } from './watch-inbox.ts'

export { Deliveries } from './deliveries.ts'
export { Inbox } from './inbox/inbox.ts'

const app = new Hono<HonoEnv>()
  .onError(errorResponse)
  .notFound(
    notFoundResponse(['POST /webhooks/:source', 'GET /v1/deliveries/:id', 'POST /v1/deliveries/:id/replay']),
  )
  .get('/healthz', (c) => c.json({ status: 'ok' }))
  .route('/webhooks', webhooks)
  .route('/v1/deliveries', deliveries)
  .on(
    ['GET', 'POST', 'PUT'],
    '/api/inngest/ingress',
    serve({ client: inngest, functions, enableUnauthedSync: false }),
  )

export default {
  fetch: app.fetch,
  scheduled: (controller, env) => watchInbox(env, new Date(controller.scheduledTime)),
} satisfies ExportedHandler<Bindings>
