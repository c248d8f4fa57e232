import type { Bindings } from '../context.ts'
import { inboxShard } from '../inbox/inbox-for.ts'
import { shardNames } from '../rules/shard-of.ts'

/** How many deliveries the erasure has emptied, as the shards themselves know it. */
export async function countErased(env: Bindings, erasureId: string): Promise<number> {
  const counts = await Promise.all(shardNames.map((shard) => inboxShard(env, shard).countErased(erasureId)))
  return counts.reduce((sum, count) => sum + count, 0)
}
