import type { EngineContext } from '../context.ts'
import type { AppSource } from '../engine.ts'
import { fetchFunctions } from './fetch-functions.ts'
import { findRefusals } from './find-refusals.ts'
import { readFunction } from './read-function.ts'
import { SyncFailed } from './sync-failed.ts'

/** One function that cannot run here refuses its whole app, as on the server. */
export async function syncApp(context: EngineContext, source: AppSource): Promise<void> {
  const { registry, store, clock, transport } = context
  const { url } = source
  try {
    const { appId, configs } = await fetchFunctions(transport, source)
    const refusals = configs.flatMap((config) => findRefusals(appId, config))
    for (const { id } of configs) {
      const owner = registry.find(id)?.source.url ?? url
      if (owner !== url) refusals.push(`${id}: app ${owner} already serves a function of this id`)
    }
    if (refusals.length > 0) throw new SyncFailed(refusals)

    const app = { url, appId, functions: configs.map(readFunction), syncedAt: clock.now() }
    store.transaction(() => store.apps.save(app))
    registry.accept(app)
  } catch (error) {
    registry.reject(url, error instanceof Error ? error.message : String(error))
    throw error
  }
}
