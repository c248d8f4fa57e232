import { Hono } from 'hono'
import { answerObject } from '../http/answer-object.ts'
import type { DoubleEnv } from '../world.ts'

export const subscriptions = new Hono<DoubleEnv>().get('/:id', (c) => answerObject(c, 'subscription'))
