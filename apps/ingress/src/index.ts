import { errorResponse } from '@repo/worker-kit/error-response'
import { Hono } from 'hono'
import type { Bindings, HonoEnv } from './context.ts'
import { webhooks } from './routes/webhooks.ts'

export { Deliveries } from './deliveries.ts'
export { Inbox } from './inbox/inbox.ts'

const app = new Hono<HonoEnv>()
  .onError(errorResponse)
  // Inngest's SDK and all that stands on it load when somebody first asks for it: a webhook never waits for them. Not as a route, which
  // would be matched beside the webhooks' own.
  .notFound(async (c) => {
    const { backOffice } = await import('./back-office.ts')
    return backOffice.fetch(c.req.raw, c.env, c.executionCtx)
  })
  .get('/healthz', (c) => c.json({ status: 'ok' }))
  .route('/webhooks', webhooks)

export default {
  fetch: app.fetch,
  scheduled: async (controller, env) => {
    const { watchInbox } = await import('./watch-inbox.ts')
    await watchInbox(env, new Date(controller.scheduledTime))
  },
} satisfies ExportedHandler<Bindings>
