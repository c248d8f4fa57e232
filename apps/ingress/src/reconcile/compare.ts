import type { Db } from '@repo/db'
import { keepPage, openReconciliation } from '@repo/db/reconciliations'
import type { Reconciliation } from '@repo/db/schema'
import { DomainError } from '@repo/worker-kit/errors'
import { log } from '@repo/worker-kit/log'
import type { Channel, Listed, Page } from './channel.ts'

// Senders try for a while, and D1 shows a delivery some seconds after it came in: what is younger is compared next time.
const SETTLING_MS = 10 * 60_000
const PAGES_MAX = 20

/**
 * Reads on in a sender's list, newest first, down to where the last comparison began, and notes what we lack. Each page is kept with the
 * place of the next, so that whatever breaks, the walk goes on there. A channel that is new begins now: what came before us is not missing.
 * Answers whether the walk is over.
 */
export async function compare(db: Db, channel: Channel, now: Date): Promise<{ isDone: boolean }> {
  for (let page = 0; page < PAGES_MAX; page++) {
    if (await comparePage(db, channel, now)) return { isDone: true }
  }
  return { isDone: false }
}

async function comparePage(db: Db, channel: Channel, now: Date): Promise<boolean> {
  const { name, source } = channel
  const settled = new Date(now.getTime() - SETTLING_MS)
  const start = { channel: name, source, comparedTo: settled, checkedAt: now }
  const at = await openReconciliation(db, start)
  const walkFrom = at.walkFrom ?? (settled > at.comparedTo ? settled : at.comparedTo)

  const { items, next } = await listOn(channel, at)
  const due = items.filter(
    ({ occurredAt }) => occurredAt > at.comparedTo.getTime() && occurredAt <= walkFrom.getTime(),
  )
  const isDone = next === null || items.some(({ occurredAt }) => occurredAt <= at.comparedTo.getTime())
  await keepPage(db, at, {
    days: countByDay(due),
    missing: (await findMissing(channel, due)).map((one) => ({
      ...one,
      occurredAt: new Date(one.occurredAt),
    })),
    to: isDone
      ? { comparedTo: walkFrom, walkFrom: null, nextPage: null, checkedAt: now }
      : { comparedTo: at.comparedTo, walkFrom, nextPage: next, checkedAt: now },
  })
  return isDone
}

/**
 * A walk that was broken off for long may go on at a place that the sender has forgotten: then it begins anew, down to where it was to end.
 * What was missing stays so; what the list still names of the pages that were read counts once more as expected.
 */
async function listOn(channel: Channel, { nextPage, comparedTo }: Reconciliation): Promise<Page> {
  const since = comparedTo.getTime()
  if (nextPage === null) return channel.list(null, since)
  try {
    return await channel.list(nextPage, since)
  } catch (error) {
    if (!(error instanceof DomainError) || error.details.retryAfterSeconds !== undefined) throw error
    const page = await channel.list(null, since)
    log.warn(`the walk through ${channel.name} begins anew`, { source: channel.source, error })
    return page
  }
}

async function findMissing(channel: Channel, due: Listed[]): Promise<Omit<Listed, 'isDelivered'>[]> {
  const open = due.filter(({ isDelivered }) => !isDelivered)
  if (open.length === 0) return []
  const known = new Set(await channel.findKnown(open.map(({ senderId }) => senderId)))
  return open
    .filter(({ senderId }) => !known.has(senderId))
    .map(({ isDelivered: _isDelivered, ...one }) => one)
}

function countByDay(items: Listed[]): Record<string, number> {
  const days: Record<string, number> = {}
  for (const { occurredAt } of items) {
    const day = new Date(occurredAt).toISOString().slice(0, 10)
    days[day] = (days[day] ?? 0) + 1
  }
  return days
}
