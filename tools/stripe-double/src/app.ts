import { Hono } from 'hono'
import { authenticate } from './http/authenticate.ts'
import { errorAnswer, unknownRouteAnswer } from './http/error-answer.ts'
import { markAnswer } from './http/mark-answer.ts'
import { checkoutSessions } from './routes/checkout-sessions.ts'
import { controls } from './routes/controls.ts'
import { events } from './routes/events.ts'
import { paymentIntents } from './routes/payment-intents.ts'
import { prices } from './routes/prices.ts'
import { refunds } from './routes/refunds.ts'
import { subscriptions } from './routes/subscriptions.ts'
import type { DoubleEnv } from './world.ts'

export const app = new Hono<DoubleEnv>()
  .onError(errorAnswer)
  .notFound(unknownRouteAnswer)
  .use(markAnswer)
  .use('/v1/*', authenticate)
  .route('/v1/payment_intents', paymentIntents)
  .route('/v1/refunds', refunds)
  .route('/v1/checkout/sessions', checkoutSessions)
  .route('/v1/prices', prices)
  .route('/v1/subscriptions', subscriptions)
  .route('/v1/events', events)
  .route('/_double', controls)
