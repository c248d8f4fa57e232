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
    const before = store.apps.find(url)?.functions.map(({ id }) => id) ?? []
    store.transaction(() => store.apps.save(app))
    registry.accept(app)
    tellLeftOver(context, before)
  } catch (error) {
    registry.reject(url, error instanceof Error ? error.message : String(error))
    throw error
  }
}

/** A run whose function is gone waits for its return, which nobody would see from outside. */
function tellLeftOver({ registry, store, log }: EngineContext, before: readonly string[]): void {
  const gone = before.filter((id) => !registry.find(id))
  if (gone.length === 0) return
  const waiting = [
    ...[...store.runs.table.values()].filter(({ status }) => status === 'Running'),
    ...store.gathers.table.values(),
  ]
  for (const functionId of gone) {
    const count = waiting.filter((it) => it.functionId === functionId).length
    if (count === 0) continue
    log({ level: 'warn', message: 'function is gone, what it left waits', function_id: functionId, count })
  }
}
