import { findAlert } from '@repo/db/alerts'
import { alertRaised } from '@repo/events/ops'
import { inngest, operatorEmail } from '../inngest.ts'
import { alertLetter } from '../mails/alert-letter.tsx'

/**
 * Mails an alert to the operators. It is no mail of a user's: no row is kept, the alert itself is. Leans on the event's id, which is the
 * provider's idempotency key; an alert is raised once an hour.
 */
export const mailAlert = inngest.createFunction(
  { id: 'mail-alert', triggers: [alertRaised], retries: 3, concurrency: 1 },
  async ({ event, step, db, mailer, now }) => {
    const recipient = operatorEmail()
    if (!recipient) return { skipped: 'OPERATOR_EMAIL is not set' }
    return step.run('send-email', async () => {
      const alert = await findAlert(db, event.data.fingerprint)
      if (!alert) return { skipped: 'the alert is forgotten' }
      const letter = await alertLetter(alert)
      const mail = { id: `alert_${event.id}`, userId: 'operators', reason: alert.fingerprint, recipient }
      const status = await mailer()({ ...mail, ...letter, status: 'sending', error: null, createdAt: now() })
      return { status }
    })
  },
)
