import { markFailed } from '@repo/db/mails'
import { getUser } from '@repo/db/users'
import { digestSend } from '@repo/events/digest'
import { inngest, digestConcurrency } from '../inngest.ts'
import { sendMail } from '../send-mail.ts'
import { writeLetter } from '../write-letter.ts'

/** Sends one user's digest of one day. Leans on the unique (user, reason) of mails. */
export const sendDigest = inngest.createFunction(
  {
    id: 'send-digest',
    triggers: [digestSend],
    retries: 3,
    concurrency: digestConcurrency,
    idempotency: "event.data.userId + '#' + event.data.day",
    onFailure: async ({ event, error, step, db, now }) => {
      const { userId, day } = event.data.event.data
      await step.run('mark-failed', () => markFailed(db, userId, [`digest:${day}`], error.message, now()))
    },
  },
  async ({ event, step, attempt, db, mailer, now }) => {
    const { userId, day } = event.data
    return step.run('send-email', async () => {
      const user = await getUser(db, userId)
      // Asked again here: they may have changed their mind since the morning.
      if (!user.wantsDigest) return { skipped: 'no digest wanted' }
      const reason = `digest:${day}`
      return sendMail({ db, mailer, now, attempt }, user, reason, await writeLetter(db, user, reason))
    })
  },
)
