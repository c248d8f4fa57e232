import { Hono } from 'hono'
import type { Engine } from '../engine.ts'
import { InvalidEvents } from '../events/invalid-events.ts'

/** Any key is taken: there is nothing to guard on a laptop. */
export function ingestRoutes(engine: Pick<Engine, 'send'>) {
  return new Hono().post('/:key', async (c) => {
    const events = await c.req.json().catch(() => {
      throw new InvalidEvents('the body is not JSON')
    })
    const { ids } = await engine.send(events)
    return c.json({ ids, status: 200 })
  })
}
