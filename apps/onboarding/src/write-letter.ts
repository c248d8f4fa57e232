import type { Db } from '@repo/db'
import { getTeamDay } from '@repo/db/digests'
import type { User } from '@repo/db/schema'
import { DomainError } from '@repo/worker-kit/errors'
import { digest } from './mails/digest.tsx'
import type { Letter } from './mails/letter.tsx'
import { tips } from './mails/tips.tsx'
import { welcome } from './mails/welcome.tsx'

const DIGEST = /^digest:(\d{4}-\d\d-\d\d)$/

/** The letter that a user gets for this reason. */
export async function writeLetter(db: Db, user: User, reason: string): Promise<Letter> {
  if (reason === 'welcome') return welcome(user)
  if (reason === 'tips') return tips(user)
  const day = DIGEST.exec(reason)?.[1]
  if (day === undefined) throw new DomainError('invalid', `there is no letter for the reason ${reason}`)
  return digest({ ...(await getTeamDay(db, user.teamId, day)), name: user.name, day })
}
