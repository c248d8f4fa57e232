import { findMail } from '@repo/db/mails'
import { expect, it } from 'vitest'
import { aUser } from '../test/a-user.ts'
import { db } from '../test/run.ts'
import { sendMail } from './send-mail.ts'

it('keeps a subject on one line, whoever wrote it', async () => {
  const user = await aUser()
  const letter = { subject: 'Hello\r\nBcc: b@example.com\u2028x', html: '<p>h</p>', text: 't' }
  const post = { db, mailer: () => async () => 'captured' as const, now: () => new Date(), attempt: 0 }

  const { mailId } = await sendMail(post, user, 'welcome', letter)

  expect(await findMail(db, mailId)).toMatchObject({ subject: 'Hello Bcc: b@example.com x' })
})
