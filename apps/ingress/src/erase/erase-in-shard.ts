import type { Erasure } from '@repo/db/schema'
import type { Bindings } from '../context.ts'
import { inboxShard } from '../inbox/inbox-for.ts'
import type { Mentions } from '../inbox/stored-bodies.ts'

const STRETCH = 500

/** Erases each delivery whose body lies in the shard and mentions the person. A repeat finds none of them. */
export async function eraseInShard(
  env: Bindings,
  shard: string,
  { id, mentions }: Pick<Erasure, 'id' | 'mentions'>,
): Promise<void> {
  let after: string | null = ''
  while (after !== null) {
    const found: Mentions = await inboxShard(env, shard).searchBodies(mentions, after, STRETCH)
    if (found.keys.length > 0) await inboxShard(env, shard).eraseDeliveries(found.keys, id)
    after = found.after
  }
}
