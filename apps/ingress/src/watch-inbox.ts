import { log } from '@repo/worker-kit/log'
import type { Alert } from './alerts/alert.ts'
import { raiseAlert } from './alerts/raise-alert.ts'
import { tellUntold } from './alerts/tell-untold.ts'
import type { Bindings } from './context.ts'
import { lookAtErasures } from './watch/look-at-erasures.ts'
import { lookAtReconciliation } from './watch/look-at-reconciliation.ts'
import { lookAtSecrets } from './watch/look-at-secrets.ts'
import { lookAtShards } from './watch/look-at-shards.ts'
import { lookAtSources } from './watch/look-at-sources.ts'
import { lookAtUnfiled } from './watch/look-at-unfiled.ts'

/** What one look finds wrong, each in a sentence for a person. */
type Look = (env: Bindings, now: Date) => Promise<Alert[]>

const LOOKS: Record<string, Look> = {
  alerts: async (env, now) => {
    await tellUntold(env, now)
    return []
  },
  unfiled: lookAtUnfiled,
  shards: lookAtShards,
  sources: lookAtSources,
  secrets: lookAtSecrets,
  reconciliation: lookAtReconciliation,
  erasures: lookAtErasures,
}

/**
 * Every minute, without Inngest: brings in what is unfiled, wakes each shard, and tells a person what does not look right, and what nobody
 * took before.
 */
export async function watchInbox(env: Bindings, now: Date): Promise<void> {
  const troubles = await Promise.all(Object.entries(LOOKS).map((look) => troublesOf(look, env, now)))
  for (const trouble of troubles.flat()) await raiseAlert(env, trouble, now)
}

/** A look that fails is itself a trouble, and keeps no other from being taken. */
async function troublesOf([name, look]: [string, Look], env: Bindings, now: Date): Promise<Alert[]> {
  try {
    return await look(env, now)
  } catch (error) {
    log.error(`the check of ${name} failed`, { error })
    return [{ kind: 'check-failed', about: name, text: `the check of ${name} failed` }]
  }
}
