import type { AppFunction } from '../sync/app-function.ts'
import type { Journal } from './create-journal.ts'
import { createTable } from './create-table.ts'

export interface SyncedApp {
  url: string
  appId: string
  functions: AppFunction[]
  syncedAt: number
}

export function appsTable(journal: Journal) {
  const table = createTable<SyncedApp>(journal, 'apps', ({ url }) => url)
  return { table, find: table.get, save: table.save }
}
