import { Hono } from 'hono'
import type { EngineContext } from '../context.ts'
import type { Engine } from '../engine.ts'
import { InvalidEvents } from '../events/invalid-events.ts'
import { appReport } from '../reports/app-report.ts'
import { executionsReport } from '../reports/executions-report.ts'
import { answerData } from './answer-data.ts'
import { eventsRoutes } from './events-routes.ts'
import { ingestRoutes } from './ingest-routes.ts'
import { runsRoutes } from './runs-routes.ts'

const ROUTES = [
  'POST /e/:key',
  'GET /v1/events',
  'GET /v1/events/:id',
  'GET /v1/events/:id/runs',
  'GET /v1/runs',
  'GET /v1/runs/:id',
  'GET /v1/executions',
  'GET /v1/apps',
  'GET /health',
]

export function createApi(context: EngineContext, send: Engine['send']) {
  const { store, registry } = context
  return new Hono()
    .onError((error, c) => {
      if (error instanceof InvalidEvents) return c.json({ error: error.message, status: 400 }, 400)
      context.log({ level: 'error', message: 'request failed', path: c.req.path, reason: error.message })
      return c.json({ error: 'internal', status: 500 }, 500)
    })
    .notFound((c) =>
      c.json({ error: `${c.req.method} ${c.req.path} is not here`, status: 404, routes: ROUTES }, 404),
    )
    .route('/e', ingestRoutes(send))
    .route('/v1/events', eventsRoutes(context))
    .route('/v1/runs', runsRoutes(context))
    .get('/v1/executions', (c) => answerData(c, context, executionsReport(store.runs.executions())))
    .get('/v1/apps', (c) => answerData(c, context, registry.apps().map(appReport)))
    .get('/health', (c) => c.json({ status: 200, message: 'OK' }))
}
