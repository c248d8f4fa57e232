import { addUser } from '@repo/db/users'
import type { User } from '@repo/db/schema'
import { aTeam } from '@repo/testing/a-team'
import { db } from './run.ts'

/** A user of a team of their own. */
export async function aUser(known: Partial<User> = {}): Promise<User> {
  const { teamId } = await aTeam(db)
  const id = `user_${crypto.randomUUID()}`
  const user = {
    id,
    teamId,
    email: `${id}@example.com`,
    name: 'Reader',
    wantsDigest: true,
    createdAt: new Date(),
  }
  return addUser(db, { ...user, ...known })
}
