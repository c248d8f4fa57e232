import type { DeliveryOrdering } from '@repo/db/deliveries'
import { log } from '@repo/worker-kit/log'
import type { Bindings } from '../context.ts'
import { shardOf } from '../rules/shard-of.ts'
import { within } from '../within.ts'
import type { Pending } from './delivery-store.ts'
import { inboxShard } from './inbox-for.ts'
import type { News } from './object-store.ts'

// A hint may be missing; an announcement may not wait for it.
const TIMEOUT_MS = 1_000

/**
 * How each delivery stands to other news of its object, as far as that is known: the deliveries of one object lie in different shards,
 * so the shard that the object's key chooses is asked, once for all that it knows.
 */
export async function orderNews(
  env: Bindings,
  deliveries: Pending[],
): Promise<Map<string, DeliveryOrdering>> {
  const byShard = new Map<string, News[]>()
  for (const { key: deliveryKey, objectKey, sequence } of deliveries) {
    if (objectKey === null || sequence === null) continue
    const shard = shardOf(objectKey)
    const news = byShard.get(shard) ?? []
    news.push({ objectKey, sequence, deliveryKey })
    byShard.set(shard, news)
  }

  const orderings = new Map<string, DeliveryOrdering>()
  const asked = [...byShard].map(async ([shard, news]) => {
    const answers = await within(TIMEOUT_MS, inboxShard(env, shard).observe(news))
    for (const [i, { deliveryKey }] of news.entries()) {
      const ordering = answers[i]
      if (ordering) orderings.set(deliveryKey, ordering)
    }
  })
  for (const answer of await Promise.allSettled(asked)) {
    if (answer.status === 'rejected') log.warn('ordering is not known', { error: answer.reason })
  }
  return orderings
}
