import { Hono } from 'hono'
import type { EngineContext } from '../context.ts'
import type { Engine } from '../engine.ts'
import { EngineKilled } from '../engine-killed.ts'
import { StateTooLarge } from '../execution/checkpoint-steps.ts'
import { InvalidRequest } from '../invalid-request.ts'
import { NotFound } from '../not-found.ts'
import { answerData } from './answer-data.ts'
import { absentRoutes } from './absent-routes.ts'
import { type CheckpointRequest, checkpointRoutes } from './checkpoint-routes.ts'
import { eventsRoutes } from './events-routes.ts'
import { functionsRoutes } from './functions-routes.ts'
import { ingestRoutes } from './ingest-routes.ts'
import { runStateRoutes } from './run-state-routes.ts'
import { runsRoutes } from './runs-routes.ts'

const ROUTES = [
  'POST /e/:key',
  'GET /v1/events',
  'GET /v1/events/:id',
  'GET /v1/events/:id/runs',
  'GET /v1/runs',
  'GET /v1/runs/:id',
  'DELETE /v1/runs/:id',
  'POST /v1/runs/:id/rerun',
  'POST /v1/functions/:id/invoke',
  'GET /v1/executions',
  'GET /v1/apps',
  'GET /health',
]

export function createApi(
  context: EngineContext,
  engine: Engine,
  {
    assertAlive,
    checkpoint,
  }: { assertAlive: () => void; checkpoint: (request: CheckpointRequest) => boolean },
) {
  return new Hono()
    .onError((error, c) => {
      if (error instanceof InvalidRequest) return c.json({ error: error.message, status: 400 }, 400)
      if (error instanceof StateTooLarge) return c.json({ error: error.message, status: 413 }, 413)
      if (error instanceof NotFound) return c.json({ error: error.message, status: 404 }, 404)
      if (error instanceof EngineKilled) return c.json({ error: error.message, status: 503 }, 503)
      context.log({ level: 'error', message: 'request failed', path: c.req.path, reason: error.message })
      return c.json({ error: 'internal', status: 500 }, 500)
    })
    .notFound((c) =>
      c.json({ error: `${c.req.method} ${c.req.path} is not here`, status: 404, routes: ROUTES }, 404),
    )
    .use(async (_, next) => {
      assertAlive()
      await next()
    })
    .route('/e', ingestRoutes(context, engine))
    .route('/v1/events', eventsRoutes(context, engine))
    .route('/v1/runs', runsRoutes(context, engine))
    .route('/', absentRoutes())
    .route('/v0/runs', runStateRoutes(context))
    .route('/v1/checkpoint', checkpointRoutes(checkpoint))
    .route('/v1/functions', functionsRoutes(context, engine))
    .get('/v1/executions', (c) => answerData(c, context, engine.executions()))
    .get('/v1/apps', (c) => answerData(c, context, engine.apps()))
    .get('/health', (c) => c.json({ status: 200, message: 'OK' }))
}
