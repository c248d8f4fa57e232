import { log } from '@repo/worker-kit/log'
import { alert } from './alert.ts'
import type { Bindings } from './context.ts'
import { isEngineUp } from './engine.ts'
import { fileUnfiled } from './file-unfiled.ts'
import { inboxShard } from './inbox/inbox-for.ts'
import { shardNames } from './rules/shard-of.ts'
import { sources } from './sources/get-source.ts'
import { hasSecret, secretSettingOf } from './sources/secrets.ts'
import { within } from './within.ts'

const OLDEST_PENDING_MAX_MS = 5 * 60_000
const SHARD_TIMEOUT_MS = 10_000
// With the back-off about half a minute: long enough for D1 to move house.
const PROJECTION_FAILURES_MAX = 5

/** What one look finds wrong, each in a sentence for a person. */
type Check = (env: Bindings, now: Date) => Promise<string[]>

const CHECKS: Record<string, Check> = {
  unfiled: bringIn,
  shards: wakeShards,
  engine: askEngine,
  secrets: lookForSecrets,
}

/** Every minute, without Inngest: brings in what is unfiled, wakes each shard, and tells a person what does not look right. */
export async function watchInbox(env: Bindings, now: Date): Promise<void> {
  const troubles = await Promise.all(Object.entries(CHECKS).map((check) => troublesOf(check, env, now)))
  for (const trouble of troubles.flat()) await alert(env, trouble)
}

/** A look that fails is itself a trouble, and keeps no other from being taken. */
async function troublesOf([name, check]: [string, Check], env: Bindings, now: Date): Promise<string[]> {
  try {
    return await check(env, now)
  } catch (error) {
    log.error(`the check of ${name} failed`, { error })
    return [`the check of ${name} failed`]
  }
}

async function bringIn(env: Bindings): Promise<string[]> {
  const failed = await fileUnfiled(env)
  return failed > 0 ? [`${failed} deliveries could not be filed from R2`] : []
}

async function wakeShards(env: Bindings, now: Date): Promise<string[]> {
  const calls = shardNames.map((shard) => within(SHARD_TIMEOUT_MS, inboxShard(env, shard).wake()))
  const shards = await Promise.allSettled(calls)
  const awake = shards.flatMap((shard) => (shard.status === 'fulfilled' ? [shard.value] : []))
  const oldestDueAt = Math.min(now.getTime(), ...awake.flatMap(({ oldestDueAt }) => oldestDueAt ?? []))
  const ageMs = now.getTime() - oldestDueAt
  const pending = awake.reduce((sum, shard) => sum + shard.pending, 0)
  log.info('inbox watched', { count: pending, ageMs })

  const { noteSecretUses } = await import('./note-secret-uses.ts')
  await noteSecretUses(
    env,
    awake.flatMap(({ secretUses }) => secretUses),
  )

  const unheard = awake.reduce((sum, shard) => sum + shard.unheard, 0)
  const silent = shards.length - awake.length
  const behind = awake.filter((shard) => shard.projectionFailures >= PROJECTION_FAILURES_MAX).length
  return [
    ...(silent > 0 ? [`${silent} of ${shards.length} inbox shards do not answer`] : []),
    ...(behind > 0 ? [`D1 takes nothing from ${behind} inbox shards: the console shows old news`] : []),
    ...(unheard > 0
      ? [`${unheard} webhooks were announced an hour ago and no function has said a word`]
      : []),
    ...(ageMs > OLDEST_PENDING_MAX_MS
      ? [`${pending} webhooks wait, the oldest for ${Math.round(ageMs / 1000)} s`]
      : []),
  ]
}

async function askEngine(env: Bindings): Promise<string[]> {
  return (await isEngineUp(env)) ? [] : ['Inngest does not answer']
}

/** A source that no function waits for may go without. */
async function lookForSecrets(env: Bindings): Promise<string[]> {
  return sources
    .filter((source) => source.handledTypes.length > 0 && !hasSecret(env, source))
    .map((source) => `the setting ${secretSettingOf(source)} is missing; its webhooks are refused`)
}
