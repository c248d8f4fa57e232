import { getTeamDay } from '@repo/db/digests'
import { markFailed } from '@repo/db/mails'
import { getUser } from '@repo/db/users'
import { digestSend } from '@repo/events/digest'
import { inngest, digestConcurrency } from '../inngest.ts'
import { digest } from '../mails/digest.tsx'
import { sendMail } from '../send-mail.ts'

/** Sends one user's digest of one day. Leans on the unique (user, reason) of mails. */
export const sendDigest = inngest.createFunction(
  {
    id: 'send-digest',
    triggers: [digestSend],
    retries: 3,
    concurrency: digestConcurrency,
    idempotency: "event.data.userId + '#' + event.data.day",
    onFailure: async ({ event, error, step, db }) => {
      const { userId, day } = event.data.event.data
      await step.run('mark-failed', () => markFailed(db, userId, [`digest:${day}`], error.message))
    },
  },
  async ({ event, step, attempt, db, mailer, now }) => {
    const { userId, day } = event.data
    return step.run('send-email', async () => {
      const user = await getUser(db, userId)
      // Asked again here: they may have changed their mind since the morning.
      if (!user.wantsDigest) return { skipped: 'no digest wanted' }
      const facts = await getTeamDay(db, user.teamId, day)
      return sendMail(
        { db, mailer, now, attempt },
        user,
        `digest:${day}`,
        await digest({ ...facts, name: user.name, day }),
      )
    })
  },
)
