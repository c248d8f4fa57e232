import { Hono } from 'hono'
import type { HonoEnv } from '../context.ts'
import { replayDelivery } from '../ingress.ts'

/** What the buttons do. Ingress decides, on the operator's own token; the page says what came of it. */
export const deliveries = new Hono<HonoEnv>().post('/:id/replay', async (c) => {
  const id = c.req.param('id')
  const outcome = await replayDelivery(c.env, id, c.req.header('authorization') ?? '')
  return c.redirect(`/console?delivery=${encodeURIComponent(id)}&replay=${outcome}`, 303)
})
