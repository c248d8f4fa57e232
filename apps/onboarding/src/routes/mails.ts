import { createDb } from '@repo/db'
import { getMail } from '@repo/db/mails'
import { mailRetryRequested } from '@repo/events/mail'
import { DomainError } from '@repo/worker-kit/errors'
import { log } from '@repo/worker-kit/log'
import { Hono } from 'hono'
import { type HonoEnv, scope } from '../context.ts'
import { inngest } from '../inngest.ts'
import { whyNotAgain } from '../rules/why-not-again.ts'

const RETRY_AFTER_SECONDS = 30

/** Mails that did not go out. An operator's word, because a team does not know why. */
export const mails = new Hono<HonoEnv>().post('/:id/retry', scope('operator'), async (c) => {
  const { id: mailId, ...mail } = await getMail(createDb(c.env.DB), c.req.param('id'))
  const reason = whyNotAgain(mail, new Date())
  if (reason !== undefined) throw new DomainError('conflict', reason, { existingId: mailId })

  try {
    await inngest.send(mailRetryRequested.create({ mailId }))
  } catch (error) {
    // Nothing has changed: whoever asks again loses nothing.
    log.warn('a mail was not announced for its retry', { error })
    const details = { retryAfterSeconds: RETRY_AFTER_SECONDS }
    throw new DomainError('unavailable', 'Inngest does not answer; nothing has changed', details)
  }
  return c.json({ id: mailId }, 202)
})
