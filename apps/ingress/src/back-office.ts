import { errorResponse, notFoundResponse } from '@repo/worker-kit/error-response'
import { Hono } from 'hono'
import { serve } from 'inngest/hono'
import type { HonoEnv } from './context.ts'
import { functions } from './functions/index.ts'
import { inngest } from './inngest.ts'
import { deliveries } from './routes/deliveries.ts'
import { secrets } from './routes/secrets.ts'

/** All that does not answer webhooks: what operators ask, and the functions that Inngest calls. */
export const backOffice = new Hono<HonoEnv>()
  .onError(errorResponse)
  .notFound(
    notFoundResponse([
      'POST /webhooks/:source',
      'GET /v1/deliveries/:id',
      'POST /v1/deliveries/:id/replay',
      'GET /v1/secrets',
    ]),
  )
  .route('/v1/deliveries', deliveries)
  .route('/v1/secrets', secrets)
  .on(
    ['GET', 'POST', 'PUT'],
    '/api/inngest/ingress',
    serve({ client: inngest, functions, enableUnauthedSync: false }),
  )
