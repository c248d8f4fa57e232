import { Hono } from 'hono'
import type { HonoEnv } from '../context.ts'
import { retryMail } from '../onboarding.ts'

/** What the button does. Onboarding decides, on the operator's own token; the page says what came of it. */
export const mails = new Hono<HonoEnv>().post('/:id/retry', async (c) => {
  const id = c.req.param('id')
  const outcome = await retryMail(c.env, id, c.req.header('authorization') ?? '')
  return c.redirect(`/console?mail=${encodeURIComponent(id)}&notice=mail-${outcome}`, 303)
})
