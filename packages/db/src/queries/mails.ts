import { DomainError } from '@repo/worker-kit/errors'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type Mail, mails } from '../schema/index.ts'

export class MailNotFound extends DomainError {
  constructor(id: string) {
    super('not_found', `mail ${id} does not exist`)
  }
}

/** Takes the one place that a user has for this reason; answers the mail that holds it, which may be an earlier one. */
export async function claimMail(db: Db, mail: Omit<Mail, 'status' | 'error'>): Promise<Mail> {
  await db
    .insert(mails)
    .values({ ...mail, status: 'sending' })
    .onConflictDoNothing({ target: [mails.userId, mails.reason] })
  const place = and(eq(mails.userId, mail.userId), eq(mails.reason, mail.reason))
  const holder = await db.select().from(mails).where(place).get()
  return holder ?? { ...mail, status: 'sending', error: null }
}

export async function markMail(db: Db, id: string, status: 'captured' | 'sent'): Promise<void> {
  await db.update(mails).set({ status, error: null }).where(eq(mails.id, id))
}

/** The provider said no before anybody had asked it for this mail: it is certain that nobody got it. */
export async function markRefused(db: Db, id: string, error: string): Promise<void> {
  const waiting = and(eq(mails.id, id), eq(mails.status, 'sending'))
  await db.update(mails).set({ status: 'refused', error }).where(waiting)
}

/** Ends what is still being sent to a user for these reasons: nobody tries any more, and nobody knows whether it came. */
export async function markFailed(db: Db, userId: string, reasons: string[], error: string): Promise<void> {
  const waiting = and(eq(mails.userId, userId), inArray(mails.reason, reasons), eq(mails.status, 'sending'))
  await db.update(mails).set({ status: 'failed', error }).where(waiting)
}

/** Lets a mail be sent that was not; one that is out stays so. Answers it as it is then. */
export async function reopenMail(db: Db, id: string): Promise<Mail> {
  const unsent = and(eq(mails.id, id), inArray(mails.status, ['refused', 'failed']))
  await db.update(mails).set({ status: 'sending', error: null }).where(unsent)
  return getMail(db, id)
}

/** Newest first. */
export async function listMails(db: Db, limit: number): Promise<Mail[]> {
  return db.select().from(mails).orderBy(desc(mails.createdAt)).limit(limit)
}

export async function findMail(db: Db, id: string): Promise<Mail | undefined> {
  return db.select().from(mails).where(eq(mails.id, id)).get()
}

export async function getMail(db: Db, id: string): Promise<Mail> {
  const mail = await findMail(db, id)
  if (!mail) throw new MailNotFound(id)
  return mail
}
