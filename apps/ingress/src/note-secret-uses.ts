import { createDb } from '@repo/db'
import { noteSecretUses as note } from '@repo/db/secret-uses'
import { log } from '@repo/worker-kit/log'
import type { Bindings } from './context.ts'
import type { SecretUse } from './inbox/secret-tally.ts'

/** Adds up what the shards counted and shows it in D1. While D1 is away the shards keep it. */
export async function noteSecretUses(env: Bindings, counted: SecretUse[]): Promise<void> {
  const sums = new Map<string, SecretUse>()
  for (const use of counted) {
    const id = `${use.source} ${use.secretId}`
    const sum = sums.get(id) ?? { ...use, hits: 0, lastUsedAt: 0 }
    sums.set(id, {
      ...sum,
      hits: sum.hits + use.hits,
      lastUsedAt: Math.max(sum.lastUsedAt, use.lastUsedAt),
    })
  }
  if (sums.size === 0) return
  try {
    const uses = [...sums.values()].map((use) => ({ ...use, lastUsedAt: new Date(use.lastUsedAt) }))
    await note(createDb(env.DB), uses)
  } catch (error) {
    log.warn('noting the use of secrets failed', { error })
  }
}
