import type { ErrorHandler, NotFoundHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { DoubleEnv } from '../world.ts'
import { StripeError } from './stripe-error.ts'

export const errorAnswer: ErrorHandler<DoubleEnv> = (error, c) => {
  if (error instanceof StripeError) {
    return c.json({ error: error.body }, error.status as ContentfulStatusCode)
  }
  const { name, message } = error
  c.env.log({
    level: 'error',
    message: 'stripe double failed',
    requestId: c.get('requestId'),
    error: `${name}: ${message}`,
  })
  return c.json({ error: { type: 'api_error', message: `the Stripe double broke: ${message}` } }, 500)
}

export const unknownRouteAnswer: NotFoundHandler<DoubleEnv> = (c) => {
  const message =
    `Unrecognized request URL (${c.req.method}: ${c.req.path}). ` +
    'This is a double of Stripe and knows only the routes in tools/stripe-double/README.md.'
  return c.json({ error: { type: 'invalid_request_error', message } }, 404)
}
