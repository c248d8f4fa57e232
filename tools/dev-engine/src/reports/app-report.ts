import type { AppFunction, Trigger } from '../sync/app-function.ts'
import { isoTime } from './iso-time.ts'

export interface AppReport {
  url: string
  app_id: string | null
  functions: { id: string; name: string; triggers: Trigger[] }[]
  synced_at: string | null
  error: string | null
}

export interface AppState {
  url: string
  appId: string | null
  functions: readonly AppFunction[]
  syncedAt: number | null
  error: string | null
}

export function appReport(app: AppState): AppReport {
  return {
    url: app.url,
    app_id: app.appId,
    functions: app.functions.map(({ id, name, triggers }) => ({ id, name, triggers })),
    synced_at: isoTime(app.syncedAt),
    error: app.error,
  }
}
