import { Hono } from 'hono'
import type { EngineContext } from '../context.ts'
import type { Engine } from '../engine.ts'
import { answerData } from './answer-data.ts'
import { readLimit } from './read-limit.ts'

export function eventsRoutes(context: EngineContext, { events, runs }: Pick<Engine, 'events' | 'runs'>) {
  return new Hono()
    .get('/', (c) => {
      const { name, cursor, limit } = c.req.query()
      return answerData(c, context, events.list({ name, olderThan: cursor, limit: readLimit(limit) }))
    })
    .get('/:id', (c) => answerData(c, context, events.get(c.req.param('id'))))
    .get('/:id/runs', (c) => {
      const { internal_id: eventId } = events.get(c.req.param('id'))
      return answerData(c, context, runs.find({ eventId }).toReversed())
    })
}
