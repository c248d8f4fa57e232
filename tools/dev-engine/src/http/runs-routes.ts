import { Hono } from 'hono'
import type { EngineContext } from '../context.ts'
import { runReport } from '../reports/run-report.ts'
import { answerData, answerMissing } from './answer-data.ts'
import { readLimit } from './read-limit.ts'

export function runsRoutes(context: EngineContext) {
  const { runs, steps } = context.store
  return new Hono()
    .get('/', (c) => {
      const page = runs.list(readLimit(c.req.query('limit')))
      return answerData(
        c,
        context,
        page.map((run) => runReport(run, steps.list(run.runId))),
      )
    })
    .get('/:id', (c) => {
      const id = c.req.param('id')
      const run = runs.find(id)
      return run ? answerData(c, context, runReport(run, steps.list(id))) : answerMissing(c, `run ${id}`)
    })
}
