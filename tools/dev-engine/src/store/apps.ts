import type { DatabaseSync } from 'node:sqlite'
import type { AppFunction } from '../sync/app-function.ts'

export interface SyncedApp {
  url: string
  appId: string
  functions: AppFunction[]
  syncedAt: number
}

export function appsTable(db: DatabaseSync) {
  const find = db.prepare('SELECT app_id AS appId, functions, synced_at AS syncedAt FROM apps WHERE url = ?')
  const save = db.prepare(
    'INSERT OR REPLACE INTO apps (url, app_id, functions, synced_at) VALUES (?, ?, ?, ?)',
  )

  return {
    find(url: string): SyncedApp | undefined {
      const row = find.get(url) as { appId: string; functions: string; syncedAt: number } | undefined
      return row && { ...row, url, functions: JSON.parse(row.functions) }
    },
    save({ url, appId, functions, syncedAt }: SyncedApp): void {
      save.run(url, appId, JSON.stringify(functions), syncedAt)
    },
  }
}
