import { Hono } from 'hono'
import type { EngineContext } from '../context.ts'
import type { Engine } from '../engine.ts'
import { InvalidRequest } from '../invalid-request.ts'
import { runStatuses, type RunStatus } from '../reports/run-report.ts'
import { answerData } from './answer-data.ts'
import { readLimit } from './read-limit.ts'

export function runsRoutes(context: EngineContext, { runs }: Pick<Engine, 'runs'>) {
  return new Hono()
    .get('/', (c) => {
      const { limit, function_id: functionId, status } = c.req.query()
      const query = { functionId, status: readStatus(status), limit: readLimit(limit) }
      return answerData(c, context, runs.find(query))
    })
    .get('/:id', (c) => answerData(c, context, runs.get(c.req.param('id'))))
    .delete('/:id', async (c) => {
      const isCancelled = await runs.cancel(c.req.param('id'))
      if (isCancelled) return c.body(null, 204)
      return c.json({ error: `run ${c.req.param('id')} has ended already`, status: 409 }, 409)
    })
    .post('/:id/rerun', async (c) => answerData(c, context, { run_id: await runs.rerun(c.req.param('id')) }))
}

function readStatus(status: string | undefined): RunStatus | undefined {
  if (status === undefined) return undefined
  const found = runStatuses.find((known) => known.toLowerCase() === status.toLowerCase())
  if (!found) throw new InvalidRequest(`status ${status} is none of ${runStatuses.join(', ')}`)
  return found
}
