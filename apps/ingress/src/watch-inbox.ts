import { log } from '@repo/worker-kit/log'
import { alert } from './alert.ts'
import type { Bindings } from './context.ts'
import { isEngineUp } from './engine.ts'
import type { DeliveryRecord } from './inbox/delivery-record.ts'
import { inboxFor, inboxShard } from './inbox/inbox-for.ts'
import { shardNames } from './rules/shard-of.ts'
import { sources } from './sources/get-source.ts'

const OLDEST_PENDING_MAX_MS = 5 * 60_000
const UNFILED_PER_RUN = 100

/** Every minute, without Inngest: brings in what is unfiled, wakes each shard, and tells a person what does not look right. */
export async function watchInbox(env: Bindings, now: Date): Promise<void> {
  const unfiled = await fileUnfiled(env)
  const shards = await Promise.allSettled(shardNames.map((shard) => inboxShard(env, shard).wake()))
  const awake = shards.flatMap((shard) => (shard.status === 'fulfilled' ? [shard.value] : []))
  const oldestDueAt = Math.min(now.getTime(), ...awake.flatMap(({ oldestDueAt }) => oldestDueAt ?? []))
  const ageMs = now.getTime() - oldestDueAt
  const pending = awake.reduce((sum, shard) => sum + shard.pending, 0)
  log.info('inbox watched', { count: pending, ageMs })

  const silent = shards.length - awake.length
  if (silent > 0) await alert(env, `${silent} of ${shards.length} inbox shards do not answer`)
  if (unfiled.failed > 0) await alert(env, `${unfiled.failed} deliveries could not be filed from R2`)
  if (ageMs > OLDEST_PENDING_MAX_MS) {
    await alert(env, `${pending} webhooks wait, the oldest for ${Math.round(ageMs / 1000)} s`)
  }
  if (!(await isEngineUp(env))) await alert(env, 'Inngest does not answer')
  for (const { secretSetting } of sources) {
    if (!env[secretSetting]) {
      await alert(env, `the setting ${secretSetting} is missing; its webhooks are refused`)
    }
  }
}

/** Through the same door as every delivery: the shard drops what it has already. */
async function fileUnfiled(env: Bindings): Promise<{ failed: number }> {
  const { objects } = await env.BODIES.list({ prefix: 'unfiled/', limit: UNFILED_PER_RUN })
  let failed = 0
  for (const { key } of objects) {
    try {
      const object = await env.BODIES.get(key)
      const record = await object?.json<DeliveryRecord>()
      if (record) await inboxFor(env, record.key).accept(record)
      await env.BODIES.delete(key)
    } catch (error) {
      failed += 1
      log.error('unfiled delivery stays in R2', { deliveryId: key, error })
    }
  }
  return { failed }
}
