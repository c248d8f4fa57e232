import type { Db } from '@repo/db'
import { claimMail, markMail } from '@repo/db/mails'
import type { User } from '@repo/db/schema'
import type { Mailer } from './mailer.ts'
import type { Letter } from './mails/letter.tsx'

/** What sending needs from outside. */
export type Post = { db: Db; mailer: () => Mailer; now: () => Date }

/**
 * Sends a letter to a user, at most once for each reason. The place is taken first: a crash between sending and marking runs
 * again with the same id, which the provider knows (for 24 h).
 */
export async function sendMail({ db, mailer, now }: Post, user: User, reason: string, letter: Letter) {
  const mail = await claimMail(db, {
    id: `mail_${user.id}_${reason}`,
    userId: user.id,
    reason,
    recipient: user.email,
    ...letter,
    createdAt: now(),
  })
  if (mail.status === 'sending') await markMail(db, mail.id, await mailer()(mail))
  return { mailId: mail.id }
}
