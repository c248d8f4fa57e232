import { Hono } from 'hono'
import type { HonoEnv } from '../context.ts'
import { createIngress } from '../ingress.ts'
import { type Notice, noticeOf } from '../notices.ts'

const back = (id: string, notice: Notice) => `/console?delivery=${encodeURIComponent(id)}&notice=${notice}`

/** What the buttons of a delivery do. Ingress decides, on the operator's own token; the page says what came of it. */
export const deliveries = new Hono<HonoEnv>()
  .post('/:id/replay', async (c) => {
    const id = c.req.param('id')
    const isDryRun = (await c.req.parseBody())['dryRun'] === 'true'
    const answer = await ingressOf(c).replay(id, isDryRun)
    const done = isDryRun ? 'replay-possible' : 'replay-accepted'
    const refused = { 404: 'replay-gone', 409: 'replay-refused' } as const
    return c.redirect(back(id, noticeOf(answer, { done, refused })), 303)
  })
  .post('/:id/test', async (c) => {
    const id = c.req.param('id')
    const body = (await c.req.parseBody())['body']
    const answer = await ingressOf(c).fileTest(id, typeof body === 'string' ? body : '')
    const refused = { 404: 'replay-gone', 413: 'test-refused', 422: 'test-refused' } as const
    const shown = answer.kind === 'answered' ? answer.data.deliveryId : id
    return c.redirect(back(shown, noticeOf(answer, { done: 'test-filed', refused })), 303)
  })

const ingressOf = (c: { env: HonoEnv['Bindings']; req: { header: (name: string) => string | undefined } }) =>
  createIngress(c.env, c.req.header('authorization') ?? '')
