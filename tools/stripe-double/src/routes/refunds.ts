import { Hono } from 'hono'
import { createRefund } from '../actions/create-refund.ts'
import { answerOnce } from '../http/answer-once.ts'
import type { DoubleEnv } from '../world.ts'

export const refunds = new Hono<DoubleEnv>().post('/', (c) =>
  answerOnce(c, (params, cause) => createRefund(c.env, params, cause)),
)
