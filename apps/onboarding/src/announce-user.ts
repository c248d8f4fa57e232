import type { Db } from '@repo/db'
import type { User } from '@repo/db/schema'
import { listUngreeted } from '@repo/db/users'
import { userSignedUp } from '@repo/events/user'
import { log } from '@repo/worker-kit/log'
import { inngest } from './inngest.ts'

const WAIT_MS = 60_000
const BATCH_MAX = 100

const userSignedUpEvent = ({ id: userId, teamId }: User) =>
  userSignedUp.create({ userId, teamId }, { id: `user-signed-up:${userId}` })

/** Announces a stored user at once if it can; if not, `announceUngreeted` will. */
export async function announceUser(user: User): Promise<void> {
  try {
    await inngest.send(userSignedUpEvent(user))
  } catch (error) {
    log.warn('user waits for the announcement', { teamId: user.teamId, error })
  }
}

/** Every minute: announces the users whom nobody has greeted, however long that is so. */
export async function announceUngreeted(db: Db, now: Date): Promise<void> {
  const waiting = await listUngreeted(db, new Date(now.getTime() - WAIT_MS), BATCH_MAX)
  if (waiting.length > 0) await inngest.send(waiting.map(userSignedUpEvent))
}
