import { createDb } from '@repo/db'
import { errorResponse, notFoundResponse } from '@repo/worker-kit/error-response'
import { Hono } from 'hono'
import { serve } from 'inngest/hono'
import { announceWaitingOrders } from './announce-order.ts'
import type { Bindings, HonoEnv } from './context.ts'
import { functions } from './functions/index.ts'
import { inngest } from './inngest.ts'
import { orders } from './routes/orders.ts'

const app = new Hono<HonoEnv>()
  .onError(errorResponse)
  .notFound(notFoundResponse(['POST /v1/orders', 'GET /v1/orders/:id', 'POST /v1/orders/:id/retry']))
  .get('/healthz', (c) => c.json({ status: 'ok' }))
  .route('/v1/orders', orders)
  .on(
    ['GET', 'POST', 'PUT'],
    '/api/inngest/billing',
    serve({ client: inngest, functions, enableUnauthedSync: false }),
  )

export default {
  fetch: app.fetch,
  scheduled: (controller, env) => announceWaitingOrders(createDb(env.DB), new Date(controller.scheduledTime)),
} satisfies ExportedHandler<Bindings>
