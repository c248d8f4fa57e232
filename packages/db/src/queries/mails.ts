import { DomainError } from '@repo/worker-kit/errors'
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type Mail, mails, users } from '../schema/index.ts'

export class MailNotFound extends DomainError {
  constructor(id: string) {
    super('not_found', `mail ${id} does not exist`)
  }
}

/**
 * Takes the one place that a user has for this reason; answers the mail that holds it, which may be an earlier one. A place that was
 * noted before its mail was written is still to be taken.
 */
export async function claimMail(db: Db, mail: Omit<Mail, 'status' | 'error'>): Promise<Mail> {
  const { id: _, ...written } = { ...mail, status: 'sending' as const, error: null }
  await db.batch([
    db
      .insert(mails)
      .values({ ...mail, status: 'sending' })
      .onConflictDoUpdate({
        target: [mails.userId, mails.reason],
        set: written,
        setWhere: eq(mails.text, ''),
      }),
    markGreeted(db, mail.userId, [mail.reason], mail.createdAt),
  ])
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

/**
 * Nobody tries any more to send a user what is due for these reasons. What was handed to the provider may have come; what was not even
 * written has certainly not, and gets its row now, so that a person sees it and can have it sent.
 */
export async function markFailed(
  db: Db,
  userId: string,
  reasons: string[],
  error: string,
  now: Date,
): Promise<void> {
  const waiting = and(eq(mails.userId, userId), inArray(mails.reason, reasons), eq(mails.status, 'sending'))
  const status = sql`CASE ${mails.text} WHEN '' THEN 'refused' ELSE 'failed' END`
  await db.batch([
    db.update(mails).set({ status, error }).where(waiting),
    // From the user's own row: one who does not exist is owed nothing.
    db
      .insert(mails)
      .select(
        sql`SELECT 'mail_' || users.id || '_' || reasons.value, users.id, reasons.value, users.email, '', '', '', 'refused', ${error}, ${now.getTime()}
          FROM users, json_each(${JSON.stringify(reasons)}) AS reasons WHERE users.id = ${userId}`,
      )
      .onConflictDoNothing(),
    markGreeted(db, userId, reasons, now),
  ])
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

/** Ends the search for a user whom nobody has greeted, where this is about their welcome mail. */
const markGreeted = (db: Db, userId: string, reasons: string[], now: Date) =>
  db
    .update(users)
    .set({ greetedAt: now })
    .where(
      and(
        eq(users.id, userId),
        isNull(users.greetedAt),
        sql`'welcome' IN (SELECT value FROM json_each(${JSON.stringify(reasons)}))`,
      ),
    )
