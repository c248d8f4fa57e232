import { claimMail } from '@repo/db/mails'
import type { User } from '@repo/db/schema'
import type { Letter } from './mails/letter.tsx'
import { type Post, postMail } from './post-mail.ts'

// A subject is a header: what breaks its line begins another.
const LINE_BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu

/**
 * Sends a letter to a user, at most once for each reason. The place is taken first: a crash between sending and marking runs
 * again with the same id, which the provider knows (for 24 h).
 */
export async function sendMail(post: Post & { now: () => Date }, user: User, reason: string, letter: Letter) {
  const mail = await claimMail(post.db, {
    id: `mail_${user.id}_${reason}`,
    userId: user.id,
    reason,
    recipient: user.email,
    ...letter,
    subject: letter.subject.replaceAll(LINE_BREAKS, ' '),
    createdAt: post.now(),
  })
  await postMail(post, mail)
  return { mailId: mail.id }
}
