import { createDb } from '@repo/db'
import { listKnown } from '@repo/db/deliveries'
import type { Bindings } from '../context.ts'
import { inboxShard } from '../inbox/inbox-for.ts'
import { shardOf } from '../rules/shard-of.ts'

/**
 * Those of the keys that we have: D1 knows most of them at once, the shards alone know for certain. With `mustBeTold` only those that some
 * function was told of, or will be.
 */
export async function findKnownKeys(env: Bindings, keys: string[], mustBeTold = false): Promise<string[]> {
  const shown = new Set(await listKnown(createDb(env.DB), keys, mustBeTold))
  const open = keys.filter((key) => !shown.has(key))
  const byShard = Map.groupBy(open, shardOf)
  const unknown = await Promise.all(
    [...byShard].map(([shard, some]) => inboxShard(env, shard).listUnknown(some, mustBeTold)),
  )
  const isUnknown = new Set(unknown.flat())
  return keys.filter((key) => !isUnknown.has(key))
}
