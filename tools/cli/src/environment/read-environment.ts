import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from '@decimalturn/toml-patch'
import { parseExample, type Setting } from '../secrets/parse-example.ts'
import type { Room, Workspace } from '../workspace.ts'
import type { EnvironmentNames, Table } from './derive-environment.ts'
import { readNames } from './environment.ts'

export type Database = { binding: string; name: string; id: string | undefined; migrationsDir: string }

/** A worker as one environment has it. */
export type EnvironmentRoom = Room & {
  /** What Cloudflare calls it. */
  worker: string
  vars: Record<string, string>
  database: Database | undefined
  buckets: { binding: string; name: string }[]
  domains: string[]
  /** The last migration of Durable Objects that its file names. */
  durableObjects: string | undefined
  /** What an environment may need to be told, by `.dev.vars.example`; local ones are left out. */
  settings: Setting[]
  /** Everything of the file that holds in this environment, for whoever wants to know whether it changed. */
  file: Table
}

export type Environment = {
  env: string
  names: EnvironmentNames
  accountId: string | undefined
  rooms: EnvironmentRoom[]
}

/** Reads what the wrangler files say of an environment, inherited values included. */
export async function readEnvironment(workspace: Workspace, env: string): Promise<Environment> {
  const rooms = await Promise.all(workspace.rooms.map((room) => readRoom(workspace.root, room, env)))
  const accountId = rooms.map(({ file }) => file['account_id']).find((id) => typeof id === 'string')
  return { env, names: await readNames(workspace, env), accountId, rooms }
}

async function readRoom(root: string, room: Room, env: string): Promise<EnvironmentRoom> {
  const { env: environments, ...top } = parse(await readFile(join(root, room.config), 'utf8')) as Table
  const own = (environments as Record<string, Table> | undefined)?.[env] ?? {}
  const file: Table = { ...top, ...own }
  const vars = (own['vars'] ?? {}) as Record<string, string>
  return {
    ...room,
    worker: typeof own['name'] === 'string' ? own['name'] : `${String(top['name'])}-${env}`,
    vars,
    database: databaseOf(own),
    buckets: listOf(own, 'r2_buckets').map((bucket) => ({
      binding: String(bucket['binding']),
      name: String(bucket['bucket_name']),
    })),
    domains: listOf(file, 'routes').flatMap(({ pattern, custom_domain }) =>
      custom_domain ? [String(pattern)] : [],
    ),
    durableObjects: listOf(file, 'migrations')
      .map(({ tag }) => String(tag))
      .at(-1),
    settings: await readSettings(join(root, room.dir, '.dev.vars.example'), vars),
    file,
  }
}

const listOf = (table: Table, key: string) => (table[key] ?? []) as Table[]

function databaseOf(own: Table): Database | undefined {
  const [database] = listOf(own, 'd1_databases')
  if (!database) return undefined
  const { binding, database_name, database_id, migrations_dir } = database
  return {
    binding: String(binding),
    name: String(database_name),
    id: typeof database_id === 'string' ? database_id : undefined,
    migrationsDir: typeof migrations_dir === 'string' ? migrations_dir : 'migrations',
  }
}

async function readSettings(file: string, vars: Record<string, string>): Promise<Setting[]> {
  if (!existsSync(file)) return []
  const settings = parseExample(await readFile(file, 'utf8'))
  return settings.filter(
    ({ kind, when }) => kind !== 'local' && (!when || vars[when.variable] === when.value),
  )
}
