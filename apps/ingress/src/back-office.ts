import { errorResponse, notFoundResponse } from '@repo/worker-kit/error-response'
import { Hono } from 'hono'
import { serve } from 'inngest/hono'
import type { HonoEnv } from './context.ts'
import { functions } from './functions/index.ts'
import { inngest } from './inngest.ts'

/** All that does not answer webhooks: what operators ask, and the functions that Inngest calls. */
export const backOffice = new Hono<HonoEnv>()
  .onError(errorResponse)
  .notFound(notFoundResponse(['POST /webhooks/:source', 'GET /v1/openapi.json']))
  // The schemas load for whoever asks: Inngest's calls need none of them.
  .all('/v1/*', async (c) => {
    const { operatorApi } = await import('./operator/operator-api.ts')
    return operatorApi.fetch(c.req.raw, c.env, c.executionCtx)
  })
  .on(
    ['GET', 'POST', 'PUT'],
    '/api/inngest/ingress',
    serve({ client: inngest, functions, enableUnauthedSync: false }),
  )
