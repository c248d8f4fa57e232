import type { Db } from '@repo/db'
import { markMail, markRefused } from '@repo/db/mails'
import type { Mail } from '@repo/db/schema'
import { DomainError } from '@repo/worker-kit/errors'
import type { Mailer } from './mailer.ts'

/** What sending needs from outside, and how often the step has been tried before. */
export type Post = { db: Db; mailer: () => Mailer; attempt: number }

/** Hands a mail that waits to the provider; what is out, or has come to its end, is left alone. */
export async function postMail(
  { db, mailer, attempt }: Post,
  mail: Mail,
  { wasAsked = false } = {},
): Promise<void> {
  if (mail.status !== 'sending') return
  try {
    await markMail(db, mail.id, await mailer()(mail))
  } catch (error) {
    // Only here is it known that it was a refusal, and that nothing was asked before it that may have been granted.
    if (isFinal(error) && attempt === 0 && !wasAsked) await markRefused(db, mail.id, error.message)
    throw error
  }
}

const isFinal = (error: unknown): error is DomainError =>
  error instanceof DomainError && error.details.retryAfterSeconds === undefined
