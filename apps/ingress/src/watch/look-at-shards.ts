import { log } from '@repo/worker-kit/log'
import type { Alert } from '../alerts/alert.ts'
import type { Bindings } from '../context.ts'
import { isEngineUp } from '../engine.ts'
import { inboxShard } from '../inbox/inbox-for.ts'
import type { ShardHealth } from '../inbox/shard.ts'
import { noteSecretUses } from '../note-secret-uses.ts'
import { shardNames } from '../rules/shard-of.ts'
import { within } from '../within.ts'

const OLDEST_PENDING_MAX_MS = 5 * 60_000
const SHARD_TIMEOUT_MS = 10_000
// With the back-off about half a minute: long enough for D1 to move house.
const PROJECTION_FAILURES_MAX = 5
// Where half of the shards wait it is not the shards.
const STUCK_SHARDS_MAX = shardNames.length / 2

type Awake = ShardHealth & { name: string }

/** Wakes each shard, so that a lost alarm is set again, and asks the engine whether it is up. */
export async function lookAtShards(env: Bindings, now: Date): Promise<Alert[]> {
  const [shards, isUp] = await Promise.all([wakeShards(env), isEngineUp(env)])
  const awake = shards.filter((shard) => shard !== null)
  const pending = awake.reduce((sum, shard) => sum + shard.pending, 0)
  log.info('inbox watched', { count: pending, ageMs: oldestAgeMs(awake, now) })
  await noteSecretUses(
    env,
    awake.flatMap(({ secretUses }) => secretUses),
  )

  return [
    ...aboutSilence(shards.length - awake.length, shards.length),
    ...aboutProjection(awake),
    ...aboutUnheard(awake),
    ...(isUp ? [] : [{ kind: 'engine-down', text: 'Inngest does not answer' } as const]),
    ...aboutWaiting(awake, isUp, now),
  ]
}

async function wakeShards(env: Bindings): Promise<(Awake | null)[]> {
  const calls = shardNames.map(async (name): Promise<Awake> => {
    const health = await within(SHARD_TIMEOUT_MS, inboxShard(env, name).wake())
    return { ...health, name }
  })
  const settled = await Promise.allSettled(calls)
  return settled.map((shard) => (shard.status === 'fulfilled' ? shard.value : null))
}

function aboutSilence(silent: number, all: number): Alert[] {
  return silent > 0 ? [{ kind: 'shard-silent', text: `${silent} of ${all} inbox shards do not answer` }] : []
}

function aboutProjection(awake: Awake[]): Alert[] {
  const behind = awake.filter((shard) => shard.projectionFailures >= PROJECTION_FAILURES_MAX).length
  const text = `D1 takes nothing from ${behind} inbox shards: the console shows old news`
  return behind > 0 ? [{ kind: 'projection-behind', text }] : []
}

function aboutUnheard(awake: Awake[]): Alert[] {
  const unheard = awake.reduce((sum, shard) => sum + shard.unheard, 0)
  const text = `${unheard} webhooks were announced an hour ago and no function has said a word`
  return unheard > 0 ? [{ kind: 'delivery-unheard', text }] : []
}

/** Some shards that wait while the engine is up are stuck themselves; all that wait wait for the engine. */
function aboutWaiting(awake: Awake[], isUp: boolean, now: Date): Alert[] {
  const late = awake.filter((shard) => oldestAgeMs([shard], now) > OLDEST_PENDING_MAX_MS)
  if (late.length === 0) return []
  const pending = late.reduce((sum, shard) => sum + shard.pending, 0)
  const waits = `${pending} webhooks wait, the oldest for ${Math.round(oldestAgeMs(late, now) / 1000)} s`
  const isStuck = isUp && late.length <= STUCK_SHARDS_MAX
  const names = late.map(({ name }) => name).join(', ')
  return isStuck
    ? [{ kind: 'shard-stuck', text: `${waits}, in ${names}` }]
    : [{ kind: 'engine-down', about: 'backlog', text: waits }]
}

function oldestAgeMs(shards: Awake[], now: Date): number {
  const oldestDueAt = Math.min(now.getTime(), ...shards.flatMap((shard) => shard.oldestDueAt ?? []))
  return now.getTime() - oldestDueAt
}
