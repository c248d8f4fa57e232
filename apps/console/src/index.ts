import { notFoundResponse } from '@repo/worker-kit/error-response'
import { Hono } from 'hono'
import { browserErrorResponse } from './browser-error-response.ts'
import type { HonoEnv } from './context.ts'
import { guard } from './guard.ts'
import { consolePage } from './routes/console-page.tsx'
import { deliveries } from './routes/deliveries.ts'
import { mails } from './routes/mails.ts'

const app = new Hono<HonoEnv>()
  .onError(browserErrorResponse)
  .notFound(
    notFoundResponse([
      'GET /console',
      'POST /console/deliveries/:id/replay',
      'POST /console/mails/:id/retry',
    ]),
  )
  .get('/healthz', (c) => c.json({ status: 'ok' }))
  .use('/console/*', ...guard)
  .route('/console', consolePage)
  .route('/console/deliveries', deliveries)
  .route('/console/mails', mails)

export default app
