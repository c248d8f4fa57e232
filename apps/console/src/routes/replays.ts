import { Hono } from 'hono'
import type { HonoEnv } from '../context.ts'
import { createIngress } from '../ingress.ts'
import { noticeOf } from '../notices.ts'
import { asked, filterFields, type FilterForm, searchPath } from '../rules/filter-form.ts'

/** Replays what a search has counted. */
export const replays = new Hono<HonoEnv>().post('/', async (c) => {
  const sent = await c.req.parseBody()
  const form: FilterForm = {}
  for (const field of filterFields) {
    const value = sent[field]
    if (typeof value === 'string') form[field] = value
  }
  const ingress = createIngress(c.env, c.req.header('authorization') ?? '')
  const answer = await ingress.replayMany(asked(form), Number(sent['expectedCount']))
  const refused = { 409: 'replays-changed', 422: 'replays-refused' } as const
  const notice = noticeOf(answer, { done: 'replays-started', refused })
  if (notice === 'replays-started') return c.redirect(`/console/operations?notice=${notice}`, 303)
  // The search as it was, but for its end: that was the moment of the count.
  const path = searchPath({ ...form, to: undefined })
  return c.redirect(`${path}${path.includes('?') ? '&' : '?'}notice=${notice}`, 303)
})
