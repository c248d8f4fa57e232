import { parse, patch } from '@decimalturn/toml-patch'
import type { Table } from './derive-environment.ts'
import { writeTable } from './write-table.ts'

/** What a setup finds out about an environment and a wrangler file has to know. */
export type Settings = {
  accountId: string
  databaseId: string
  /** The gateway's own domain; the others have none. */
  domain?: string
}

/** Writes the settings into one environment of a wrangler file; a second time changes nothing. */
export function writeSettings(
  text: string,
  env: string,
  { accountId, databaseId, domain }: Settings,
): string {
  const file = parse(text) as Table
  const own = (file['env'] as Record<string, Table>)[env]
  if (!own) throw new Error(`[env.${env}] is not there yet`)
  own['account_id'] = accountId
  for (const database of (own['d1_databases'] ?? []) as Table[]) database['database_id'] = databaseId
  if (!domain) return patch(text, file)

  own['workers_dev'] = false
  const routes = own['routes'] as Table[] | undefined
  const present = routes?.find(({ custom_domain }) => custom_domain)
  if (present) present['pattern'] = domain
  const route = { pattern: domain, custom_domain: true }
  return patch(text, file) + (present ? '' : writeTable(`env.${env}.routes`, route, `[[env.${env}.routes]]`))
}
