import { log } from '@repo/worker-kit/log'
import { acceptInShard } from './accept-in-shard.ts'
import type { Bindings } from './context.ts'
import type { DeliveryRecord } from './inbox/delivery-record.ts'
import { shardOf } from './rules/shard-of.ts'
import { within } from './within.ts'

const PAGE_SIZE = 100
// Three calls each and one a page, of 10,000 that one invocation may make.
const TRIED_MAX = 2_000
const PAGES_MAX = 1_000
const SHARD_TIMEOUT_MS = 10_000
// Not one: that may be the fault of what waits.
const REFUSALS_MAX = 10

/** Brings in what waits under `unfiled/` in R2. Answers how many had to stay there. */
export async function fileUnfiled(env: Bindings): Promise<number> {
  const round: Round = { tried: 0, refusals: new Map() }
  let failed = 0
  let cursor: string | undefined
  for (let page = 0; page < PAGES_MAX && round.tried < TRIED_MAX; page++) {
    const listed = await env.BODIES.list({ prefix: 'unfiled/', limit: PAGE_SIZE, ...(cursor && { cursor }) })
    const filed = await Promise.all(listed.objects.map((object) => fileOne(env, object.key, round)))
    failed += filed.filter((isFiled) => !isFiled).length
    if (!listed.truncated) break
    cursor = listed.cursor
  }
  return failed
}

/** `refusals` by shard: one that takes nothing must not keep in R2 what others would take. */
type Round = { tried: number; refusals: Map<string, number> }

/** Through the same door as every delivery: the shard drops what it has already. */
async function fileOne(env: Bindings, name: string, round: Round): Promise<boolean> {
  const key = keyOf(name)
  if (refusalsOf(round, key) >= REFUSALS_MAX) return false
  round.tried += 1
  try {
    const object = await env.BODIES.get(name)
    const record = await object?.json<DeliveryRecord>()
    if (record) await accept(env, record, round)
    await env.BODIES.delete(name)
    return true
  } catch (error) {
    log.error('unfiled delivery stays in R2', { deliveryId: key, error })
    return false
  }
}

async function accept(env: Bindings, record: DeliveryRecord, round: Round): Promise<void> {
  try {
    await within(SHARD_TIMEOUT_MS, acceptInShard(env, record))
  } catch (error) {
    round.refusals.set(shardOf(record.key), refusalsOf(round, record.key) + 1)
    throw error
  }
}

const refusalsOf = ({ refusals }: Round, key: string) => refusals.get(shardOf(key)) ?? 0

/** Of `unfiled/<key>#<hash of the body>`. */
function keyOf(name: string): string {
  const end = name.lastIndexOf('#')
  return name.slice('unfiled/'.length, end === -1 ? undefined : end)
}
