import { createMiddleware } from 'hono/factory'
import type { DoubleEnv } from '../world.ts'

/** Gives each request an id, says on each answer that this is a double, and logs one line. */
export const markAnswer = createMiddleware<DoubleEnv>(async (c, next) => {
  const requestId = c.env.newId('req')
  const startedMs = performance.now()
  c.set('requestId', requestId)

  await next()

  c.header('x-stripe-double', 'true')
  c.header('request-id', requestId)
  const version = c.req.header('stripe-version')
  if (version) c.header('stripe-version', version)
  c.env.log({
    level: c.res.status < 500 ? 'info' : 'error',
    message: 'stripe double answered',
    requestId,
    method: c.req.method,
    path: c.req.path,
    status: c.res.status,
    replayed: c.res.headers.has('idempotent-replayed'),
    durationMs: Math.round(performance.now() - startedMs),
  })
})
