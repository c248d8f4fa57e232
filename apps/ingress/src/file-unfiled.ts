import { log } from '@repo/worker-kit/log'
import { acceptInShard } from './accept-in-shard.ts'
import type { Bindings } from './context.ts'
import type { DeliveryRecord } from './inbox/delivery-record.ts'
import { within } from './within.ts'

// Together with the listing three calls an object, of 10,000 that one invocation may make.
const PAGE_SIZE = 100
const PAGES_MAX = 20
const SHARD_TIMEOUT_MS = 10_000

/** Brings in what waits under `unfiled/` in R2. Answers how many had to stay there. */
export async function fileUnfiled(env: Bindings): Promise<number> {
  let failed = 0
  let cursor: string | undefined
  for (let page = 0; page < PAGES_MAX; page++) {
    const listed = await env.BODIES.list({ prefix: 'unfiled/', limit: PAGE_SIZE, ...(cursor && { cursor }) })
    const filed = await Promise.all(listed.objects.map((object) => fileOne(env, object.key)))
    failed += filed.filter((isFiled) => !isFiled).length
    if (!listed.truncated) break
    cursor = listed.cursor
  }
  return failed
}

/** Through the same door as every delivery: the shard drops what it has already. */
async function fileOne(env: Bindings, name: string): Promise<boolean> {
  try {
    const object = await env.BODIES.get(name)
    const record = await object?.json<DeliveryRecord>()
    if (record) await within(SHARD_TIMEOUT_MS, acceptInShard(env, record))
    await env.BODIES.delete(name)
    return true
  } catch (error) {
    log.error('unfiled delivery stays in R2', { deliveryId: name.slice('unfiled/'.length), error })
    return false
  }
}
