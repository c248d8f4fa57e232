import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type Mail, mails } from '../schema/index.ts'

/** Takes the one place that a user has for this reason; answers the mail that holds it, which may be an earlier one. */
export async function claimMail(db: Db, mail: Omit<Mail, 'status'>): Promise<Mail> {
  await db
    .insert(mails)
    .values({ ...mail, status: 'sending' })
    .onConflictDoNothing({ target: [mails.userId, mails.reason] })
  const place = and(eq(mails.userId, mail.userId), eq(mails.reason, mail.reason))
  const holder = await db.select().from(mails).where(place).get()
  return holder ?? { ...mail, status: 'sending' }
}

export async function markMail(db: Db, id: string, status: 'captured' | 'sent'): Promise<void> {
  await db.update(mails).set({ status }).where(eq(mails.id, id))
}

/** Newest first. */
export async function listMails(db: Db, limit: number): Promise<Mail[]> {
  return db.select().from(mails).orderBy(desc(mails.createdAt)).limit(limit)
}

export async function findMail(db: Db, id: string): Promise<Mail | undefined> {
  return db.select().from(mails).where(eq(mails.id, id)).get()
}
