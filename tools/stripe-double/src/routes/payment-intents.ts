import { Hono } from 'hono'
import { cancelPaymentIntent } from '../actions/cancel-payment-intent.ts'
import { createPaymentIntent } from '../actions/create-payment-intent.ts'
import { answerObject } from '../http/answer-object.ts'
import { answerOnce } from '../http/answer-once.ts'
import type { DoubleEnv } from '../world.ts'

export const paymentIntents = new Hono<DoubleEnv>()
  .post('/', (c) => answerOnce(c, (params, cause) => createPaymentIntent(c.env, params, cause)))

  .get('/:id', (c) => answerObject(c, 'payment_intent'))

  .post('/:id/cancel', (c) =>
    answerOnce(c, (params, cause) => cancelPaymentIntent(c.env, c.req.param('id'), params, cause)),
  )
