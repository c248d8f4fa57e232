import type { Db } from '@repo/db'
import { searchDeliveries } from '@repo/db/delivery-search'
import { advanceReplay, getReplay } from '@repo/db/replays'
import { DomainError } from '@repo/worker-kit/errors'
import { log } from '@repo/worker-kit/log'
import type { Bindings } from '../context.ts'
import { replayDelivery } from './replay-delivery.ts'

const PAGE_SIZE = 100
const AT_ONCE = 10

/** Replays the next page of a replay of many and says whether that was the last. It may be repeated: each delivery is announced once. */
export async function replayPage(
  env: Bindings,
  db: Db,
  replayId: string,
  now: Date,
): Promise<{ isDone: boolean }> {
  const replay = await getReplay(db, replayId)
  if (replay.finishedAt) return { isDone: true }
  const { beforeAt, beforeId } = replay
  const before = beforeAt && beforeId !== null ? { receivedAt: beforeAt.getTime(), id: beforeId } : undefined
  const page = await searchDeliveries(db, replay.filter, PAGE_SIZE, before)

  let announced = 0
  for (let i = 0; i < page.length; i += AT_ONCE) {
    const some = page.slice(i, i + AT_ONCE).map(({ id }) => isReplayed(env, id, replayId))
    announced += (await Promise.all(some)).filter(Boolean).length
  }

  const isDone = page.length < PAGE_SIZE
  const last = page.at(-1)
  await advanceReplay(db, replay, {
    announced,
    refused: page.length - announced,
    last: last && { receivedAt: last.receivedAt.getTime(), id: last.id },
    finishedAt: isDone ? now : null,
  })
  return { isDone }
}

/** One that cannot be replayed keeps no other from it; what may pass stops the page, which comes again. */
async function isReplayed(env: Bindings, deliveryId: string, replayId: string): Promise<boolean> {
  try {
    await replayDelivery(env, deliveryId, { replayId })
    return true
  } catch (error) {
    if (!(error instanceof DomainError) || error.details.retryAfterSeconds !== undefined) throw error
    log.warn('a delivery was not replayed', { deliveryId, error })
    return false
  }
}
