import { notFoundResponse } from '@repo/worker-kit/error-response'
import { Hono } from 'hono'
import { browserErrorResponse } from './browser-error-response.ts'
import type { HonoEnv } from './context.ts'
import { guard } from './guard.ts'
import { consolePage } from './routes/console-page.tsx'
import { deliveries } from './routes/deliveries.ts'
import { mails } from './routes/mails.ts'
import { operationsPage } from './routes/operations-page.tsx'
import { reconciliations } from './routes/reconciliations.ts'
import { replays } from './routes/replays.ts'
import { searchPage } from './routes/search-page.tsx'

const app = new Hono<HonoEnv>()
  .onError(browserErrorResponse)
  .notFound(notFoundResponse(['GET /console', 'GET /console/deliveries', 'GET /console/operations']))
  .get('/healthz', (c) => c.json({ status: 'ok' }))
  .use('/console/*', ...guard)
  .route('/console', consolePage)
  .route('/console/deliveries', searchPage)
  .route('/console/deliveries', deliveries)
  .route('/console/mails', mails)
  .route('/console/operations', operationsPage)
  .route('/console/replays', replays)
  .route('/console/reconciliations', reconciliations)

export default app
