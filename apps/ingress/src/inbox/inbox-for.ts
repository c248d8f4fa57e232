import type { Bindings } from '../context.ts'
import { shardOf } from '../rules/shard-of.ts'

/** The shard that owns the key. Both large senders are in the United States, so the shards are too. */
export function inboxFor(env: Bindings, key: string) {
  return inboxShard(env, shardOf(key))
}

export function inboxShard(env: Pick<Bindings, 'INBOX'>, shard: string) {
  return env.INBOX.getByName(shard, { locationHint: 'enam' })
}
