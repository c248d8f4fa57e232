import { Hono } from 'hono'
import type { EngineContext } from '../context.ts'
import { appEvent } from '../runs/app-event.ts'
import { getRun } from '../runs/get-run.ts'

/** What the SDK asks for when it was too much to be sent along with a call. */
export function runStateRoutes(context: EngineContext) {
  const { steps, events } = context.store
  return new Hono()
    .get('/:id/actions', (c) => {
      const { runId } = getRun(context, c.req.param('id'))
      return c.json(Object.fromEntries(steps.memos(runId).map(({ id, memo }) => [id, memo])))
    })
    .get('/:id/batch', (c) => {
      const { eventIds } = getRun(context, c.req.param('id'))
      return c.json(eventIds.map((id) => appEvent(events.get(id))))
    })
}
