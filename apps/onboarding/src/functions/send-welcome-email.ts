import { markFailed } from '@repo/db/mails'
import { getUser } from '@repo/db/users'
import { userSignedUp } from '@repo/events/user'
import { inngest } from '../inngest.ts'
import { sendMail } from '../send-mail.ts'
import { writeLetter } from '../write-letter.ts'

/** Greets a new user and, a day later, helps them on. Leans on the unique (user, reason) of mails. */
export const sendWelcomeEmail = inngest.createFunction(
  {
    id: 'send-welcome-email',
    triggers: [userSignedUp],
    retries: 4,
    concurrency: 10,
    idempotency: 'event.data.userId',
    onFailure: async ({ event, error, step, db, now }) => {
      const { userId } = event.data.event.data
      await step.run('mark-failed', () => markFailed(db, userId, ['welcome', 'tips'], error.message, now()))
    },
  },
  async ({ event, step, attempt, db, mailer, now }) => {
    const post = { db, mailer, now, attempt }
    // Only the id is remembered between steps: names and addresses stay in our database.
    const { userId } = await step.run('get-user', async () => ({
      userId: (await getUser(db, event.data.userId)).id,
    }))

    await step.run('send-email', async () => {
      const user = await getUser(db, userId)
      return sendMail(post, user, 'welcome', await writeLetter(db, user, 'welcome'))
    })

    await step.sleep('wait-for-tips', '24h')

    await step.run('send-tips', async () => {
      const user = await getUser(db, userId)
      return sendMail(post, user, 'tips', await writeLetter(db, user, 'tips'))
    })
  },
)
