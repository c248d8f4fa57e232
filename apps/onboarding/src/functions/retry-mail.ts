import { getMail, markFailed, reopenMail } from '@repo/db/mails'
import { getUser } from '@repo/db/users'
import { mailRetryRequested } from '@repo/events/mail'
import { inngest } from '../inngest.ts'
import { postMail } from '../post-mail.ts'
import { whyNotAgain } from '../rules/why-not-again.ts'
import { sendMail } from '../send-mail.ts'
import { writeLetter } from '../write-letter.ts'

/** Sends a mail that was not sent, as it was written, or writes it first. Leans on its row: what is out stays out. */
export const retryMail = inngest.createFunction(
  {
    id: 'retry-mail',
    triggers: [mailRetryRequested],
    retries: 4,
    concurrency: { key: 'event.data.mailId', limit: 1 },
    onFailure: async ({ event, error, step, db, now }) => {
      const { mailId } = event.data.event.data
      await step.run('mark-failed', async () => {
        const { userId, reason } = await getMail(db, mailId)
        await markFailed(db, userId, [reason], error.message, now())
      })
    },
  },
  async ({ event, step, attempt, db, mailer, now }) => {
    const { mailId } = event.data
    // Decided before anything is changed: a step that runs again would take what it did itself for another's doing.
    const { reason, wasAsked } = await step.run('check-mail', async () => {
      const mail = await getMail(db, mailId)
      return { reason: whyNotAgain(mail, now()), wasAsked: mail.status !== 'refused' }
    })
    if (reason !== undefined) return { skipped: reason }

    return step.run('send-email', async () => {
      const mail = await reopenMail(db, mailId)
      if (mail.text !== '') {
        await postMail({ db, mailer, attempt }, mail, { wasAsked })
        return { mailId }
      }
      const user = await getUser(db, mail.userId)
      const letter = await writeLetter(db, user, mail.reason)
      return sendMail({ db, mailer, now, attempt }, user, mail.reason, letter)
    })
  },
)
