import { createDb } from '@repo/db'
import { listReconciliations } from '@repo/db/reconciliations'
import type { Alert } from '../alerts/alert.ts'
import type { Bindings } from '../context.ts'

// It runs every hour; Inngest tries a failing one for some time.
const STALE_AFTER_MS = 3 * 3_600_000

/** Comparisons that have stopped: they hang on Inngest, so it cannot be Inngest that misses them. */
export async function lookAtReconciliation(env: Bindings, now: Date): Promise<Alert[]> {
  const channels = await listReconciliations(createDb(env.DB))
  return channels
    .filter(({ checkedAt }) => now.getTime() - checkedAt.getTime() > STALE_AFTER_MS)
    .map(({ channel, checkedAt }) => ({
      kind: 'reconciliation-stale',
      about: channel,
      text: `what ${channel} sent was last compared with its own list at ${checkedAt.toISOString()}`,
    }))
}
