import { createDb } from '@repo/db'
import { errorResponse, notFoundResponse } from '@repo/worker-kit/error-response'
import { Hono } from 'hono'
import { serve } from 'inngest/hono'
import { announceWaitingDocuments } from './announce-document.ts'
import type { Bindings, HonoEnv } from './context.ts'
import { functions } from './functions/index.ts'
import { inngest } from './inngest.ts'
import { documents } from './routes/documents.ts'
import { search } from './routes/search.ts'

export { SearchIndex } from './search/search-index.ts'

const app = new Hono<HonoEnv>()
  .onError(errorResponse)
  .notFound(
    notFoundResponse([
      'POST /v1/documents',
      'GET /v1/documents',
      'GET /v1/documents/:id',
      'POST /v1/documents/:id/retry',
      'DELETE /v1/documents/:id',
      'GET /v1/search',
    ]),
  )
  .get('/healthz', (c) => c.json({ status: 'ok' }))
  .route('/v1/documents', documents)
  .route('/v1/search', search)
  .on(
    ['GET', 'POST', 'PUT'],
    '/api/inngest/indexing',
    serve({ client: inngest, functions, enableUnauthedSync: false }),
  )

export default {
  fetch: app.fetch,
  scheduled: (controller, env) =>
    announceWaitingDocuments(createDb(env.DB), new Date(controller.scheduledTime)),
} satisfies ExportedHandler<Bindings>
