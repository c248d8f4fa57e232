import { Hono } from 'hono'
import type { HonoEnv } from '../context.ts'
import { createIngress } from '../ingress.ts'
import { noticeOf } from '../notices.ts'

export const reconciliations = new Hono<HonoEnv>().post('/:source', async (c) => {
  const ingress = createIngress(c.env, c.req.header('authorization') ?? '')
  const answer = await ingress.reconcile(c.req.param('source'))
  const notice = noticeOf(answer, { done: 'reconcile-asked', refused: { 422: 'reconcile-refused' } })
  return c.redirect(`/console/operations?notice=${notice}`, 303)
})
