import type { AppSource } from '../engine.ts'
import type { AppState } from '../reports/app-report.ts'
import type { SyncedApp } from '../store/apps.ts'
import type { AppFunction } from './app-function.ts'

export interface Served {
  source: AppSource
  fn: AppFunction
}

export interface Registry {
  apps(): AppState[]
  sources(): readonly AppSource[]
  functions(): AppFunction[]
  find(functionId: string): Served | undefined
  /** Only of an app that has answered since the start: calling others would only spend their retries. */
  findCallable(functionId: string): AppFunction | undefined
  accept(app: SyncedApp): void
  /** What it had before stays: a broken save should not stop the runs under way. */
  reject(url: string, error: string): void
}

interface Entry {
  source: AppSource
  app: SyncedApp | undefined
  error: string | null
  hasAnswered: boolean
}

export function createRegistry(
  sources: readonly AppSource[],
  remembered: (url: string) => SyncedApp | undefined,
): Registry {
  const byUrl = new Map(sources.map((source) => [source.url, newEntry(source, remembered(source.url))]))
  const entries = [...byUrl.values()]
  let byFunction = indexOf(entries)
  let functions = [...byFunction.values()].map(({ fn }) => fn)

  return {
    apps: () => entries.map(stateOf),
    sources: () => entries.map(({ source }) => source),
    functions: () => functions,
    find(functionId) {
      const found = byFunction.get(functionId)
      return found && { source: found.entry.source, fn: found.fn }
    },
    findCallable(functionId) {
      const found = byFunction.get(functionId)
      return found?.entry.hasAnswered ? found.fn : undefined
    },
    accept(app) {
      const entry = byUrl.get(app.url)
      if (entry) Object.assign(entry, { app, error: null, hasAnswered: true })
      byFunction = indexOf(entries)
      functions = [...byFunction.values()].map(({ fn }) => fn)
    },
    reject(url, error) {
      const entry = byUrl.get(url)
      if (entry) entry.error = error
    },
  }
}

function newEntry(source: AppSource, app: SyncedApp | undefined): Entry {
  return { source, app, error: null, hasAnswered: false }
}

function indexOf(entries: readonly Entry[]) {
  return new Map(
    entries.flatMap((entry) => (entry.app?.functions ?? []).map((fn) => [fn.id, { entry, fn }] as const)),
  )
}

function stateOf({ source, app, error }: Entry): AppState {
  return {
    url: source.url,
    appId: app?.appId ?? null,
    functions: app?.functions ?? [],
    syncedAt: app?.syncedAt ?? null,
    error,
  }
}
