import { Hono } from 'hono'
import type { EngineContext } from '../context.ts'
import { eventReport } from '../reports/event-report.ts'
import { runReport } from '../reports/run-report.ts'
import { answerData, answerMissing } from './answer-data.ts'
import { readLimit } from './read-limit.ts'

export function eventsRoutes(context: EngineContext) {
  const { events, runs, steps } = context.store
  return new Hono()
    .get('/', (c) => {
      const { name = null, cursor = null, limit } = c.req.query()
      const page = events.list({ name, olderThan: cursor, limit: readLimit(limit) })
      return answerData(c, context, page.map(eventReport))
    })
    .get('/:id', (c) => {
      const id = c.req.param('id')
      const event = events.find(id)
      return event ? answerData(c, context, eventReport(event)) : answerMissing(c, `event ${id}`)
    })
    .get('/:id/runs', (c) => {
      const id = c.req.param('id')
      const event = events.find(id)
      if (!event) return answerMissing(c, `event ${id}`)
      const found = runs.listOfEvent(event.internalId)
      return answerData(
        c,
        context,
        found.map((run) => runReport(run, steps.list(run.runId))),
      )
    })
}
