import type { Db } from '@repo/db'
import { findMail } from '@repo/db/mails'
import type { Mail } from '@repo/db/schema'

export type MailDetail = { kind: 'mail'; mail: Mail }

export async function loadMail(db: Db, id: string): Promise<MailDetail | null> {
  const mail = await findMail(db, id)
  return mail ? { kind: 'mail', mail } : null
}
