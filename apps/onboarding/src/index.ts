import { createDb } from '@repo/db'
import { errorResponse, notFoundResponse } from '@repo/worker-kit/error-response'
import { Hono } from 'hono'
import { serve } from 'inngest/hono'
import { announceUngreeted } from './announce-user.ts'
import type { Bindings, HonoEnv } from './context.ts'
import { functions } from './functions/index.ts'
import { inngest } from './inngest.ts'
import { installations } from './routes/installations.ts'
import { mails } from './routes/mails.ts'
import { teams } from './routes/teams.ts'
import { users } from './routes/users.ts'

const app = new Hono<HonoEnv>()
  .onError(errorResponse)
  .notFound(
    notFoundResponse([
      'POST /v1/teams',
      'POST /v1/users',
      'PUT /v1/installations/:id',
      'POST /v1/mails/:id/retry',
    ]),
  )
  .get('/healthz', (c) => c.json({ status: 'ok' }))
  .route('/v1/teams', teams)
  .route('/v1/users', users)
  .route('/v1/installations', installations)
  .route('/v1/mails', mails)
  .on(
    ['GET', 'POST', 'PUT'],
    '/api/inngest/onboarding',
    serve({ client: inngest, functions, enableUnauthedSync: false }),
  )

export default {
  fetch: app.fetch,
  scheduled: (controller, env) => announceUngreeted(createDb(env.DB), new Date(controller.scheduledTime)),
} satisfies ExportedHandler<Bindings>
