import type { EngineContext } from '../context.ts'
import { SyncFailed } from './sync-failed.ts'
import { syncApp } from './sync-app.ts'

export interface Syncer {
  /** Rejects with all the reasons; the apps that are fine are synced all the same. */
  sync(): Promise<void>
  /** Waits for the syncs under way. */
  stop(): Promise<void>
}

export function createSyncer(context: EngineContext, onSynced: () => void): Syncer {
  const underWay = new Set<Promise<void>>()
  let isStopped = false

  const syncAll = async () => {
    const results = await Promise.allSettled(
      context.registry.sources().map((source) => syncApp(context, source)),
    )
    if (!isStopped) onSynced()
    const reasons = results.flatMap((result) =>
      result.status === 'rejected' ? reasonsOf(result.reason) : [],
    )
    if (reasons.length > 0) throw new SyncFailed(reasons)
  }

  return {
    async sync() {
      const syncing = syncAll()
      underWay.add(syncing)
      await syncing.finally(() => underWay.delete(syncing))
    },
    async stop() {
      isStopped = true
      await Promise.allSettled(underWay)
    },
  }
}

function reasonsOf(error: unknown): readonly string[] {
  if (error instanceof SyncFailed) return error.reasons
  return [error instanceof Error ? error.message : String(error)]
}
