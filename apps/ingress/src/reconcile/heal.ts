import type { Db } from '@repo/db'
import { listMissing, markHealed, markRequested } from '@repo/db/reconciliations'
import type { MissingDelivery } from '@repo/db/schema'
import { DomainError } from '@repo/worker-kit/errors'
import { log } from '@repo/worker-kit/log'
import type { Channel } from './channel.ts'

const BATCH_MAX = 50
// What has not come after so many requests, an hour apart, will not.
const REQUESTS_MAX = 5
const AGAIN_AFTER_MS = 55 * 60_000
// GitHub wants a second between requests that change something, and Resend takes two a second:
// https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
const PAUSE_MS = 1_000

export type Pause = (ms: number) => Promise<void>

export type Healing = { missing: number; asked: number; isFull: boolean }

/** Notes what has come meanwhile and gets the rest: `missing` still, `asked` for now, `isFull` where there is more to ask for. */
export async function heal(db: Db, channel: Channel, now: Date, pause: Pause): Promise<Healing> {
  const missing = await noteHealed(db, channel, now)
  const due = missing.filter((one) => isDue(one, now))
  for (const [i, one] of due.entries()) {
    if (i > 0 && channel.isAsking) await pause(PAUSE_MS)
    await ask(db, channel, one, now)
  }
  return { missing: missing.length, asked: due.length, isFull: due.length === BATCH_MAX }
}

/** Answers what is still missing. */
export async function noteHealed(db: Db, channel: Channel, now: Date): Promise<MissingDelivery[]> {
  const missing = await listMissing(db, channel.name, BATCH_MAX)
  if (missing.length === 0) return []
  const known = await channel.findKnown(missing.map(({ senderId }) => senderId))
  await markHealed(db, channel.name, known, now)
  return missing.filter(({ senderId }) => !known.includes(senderId))
}

function isDue({ requests, requestedAt, error }: MissingDelivery, now: Date): boolean {
  if (error !== null || requests >= REQUESTS_MAX) return false
  return requestedAt === null || now.getTime() - requestedAt.getTime() > AGAIN_AFTER_MS
}

async function ask(db: Db, channel: Channel, missing: MissingDelivery, now: Date): Promise<void> {
  try {
    await channel.heal(missing)
    await markRequested(db, missing, now, null)
  } catch (error) {
    if (!(error instanceof DomainError) || error.details.retryAfterSeconds !== undefined) throw error
    log.warn('a missing delivery will not come', { source: channel.source, type: missing.type, error })
    await markRequested(db, missing, now, error.message)
  }
}
