import { z } from 'zod'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readJson, type Wrangler, WranglerFailed } from '../cloudflare/wrangler.ts'
import type { EnvironmentRoom } from '../environment/read-environment.ts'

export type Migration = { name: string; sql: string }

const Answer = z.array(z.object({ results: z.array(z.object({ name: z.string() })) }))

const QUERY = 'SELECT name FROM d1_migrations'

/** The migrations that the database does not have yet, in their order. */
export async function listMigrations(
  wrangler: Wrangler,
  root: string,
  { config, dir, database }: EnvironmentRoom,
  env: string,
): Promise<Migration[]> {
  if (!database) return []
  const folder = join(root, config === 'wrangler.toml' ? '' : dir, database.migrationsDir)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  const applied = await readApplied(wrangler, database.binding, config, env)
  const pending = names.filter((name) => !applied.includes(name))
  return Promise.all(pending.map(async (name) => ({ name, sql: await readFile(join(folder, name), 'utf8') })))
}

async function readApplied(
  wrangler: Wrangler,
  binding: string,
  config: string,
  env: string,
): Promise<string[]> {
  const args = [
    'd1',
    'execute',
    binding,
    '--remote',
    '--json',
    '--config',
    config,
    '--env',
    env,
    '--command',
    QUERY,
  ]
  try {
    const [answer] = readJson(await wrangler(args), Answer)
    return (answer?.results ?? []).map(({ name }) => name)
  } catch (error) {
    // A database that was never migrated does not have wrangler's own table.
    if (error instanceof WranglerFailed && /no such table/i.test(error.message)) return []
    throw error
  }
}
