import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import type { LocalInstallation } from '../local-installation.ts'
import { Sentence } from '../sentence.ts'
import { root, stateDir, wrangler, wranglerEnv } from '../workspace.ts'

const STOCK = { seat: 1_000, 'credits-1000': 100 }

/** Applies the migrations and sees to it that the local team, its token and enough stock for the story exist. Both can be repeated at will. */
export async function prepareDatabase(installation: LocalInstallation): Promise<void> {
  const seed = join(stateDir, 'seed.sql')
  writeFileSync(seed, seedSql(installation))
  await d1('migrations', 'apply', 'DB')
  await d1('execute', 'DB', '--file', seed)
}

async function d1(...args: string[]): Promise<void> {
  const local = ['--local', '--persist-to', stateDir, '--config', 'apps/ingress/wrangler.toml']
  const { exitCode, all } = await execa(process.execPath, [wrangler, 'd1', ...args, ...local], {
    cwd: root,
    env: wranglerEnv,
    all: true,
    reject: false,
  })
  if (exitCode !== 0) {
    throw new Sentence(`the database could not be prepared; wrangler d1 ${args[0]} said:\n${all}`)
  }
}

function seedSql({ teamId, token }: LocalInstallation): string {
  const tokenHash = createHash('sha256').update(token).digest('hex')
  const now = Date.now()
  const scopes = JSON.stringify([
    'documents:read',
    'documents:write',
    'orders:read',
    'orders:write',
    'users:write',
    'operator',
  ])
  const stock = Object.entries(STOCK).map(([sku, available]) => `('${sku}', ${available})`)
  return `
    INSERT INTO teams (id, name, created_at) VALUES ('${teamId}', 'Local team', ${now}) ON CONFLICT DO NOTHING;
    INSERT INTO api_tokens (id, team_id, token_hash, scopes, created_at)
      VALUES ('tok_local', '${teamId}', '${tokenHash}', '${scopes}', ${now}) ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, scopes = excluded.scopes;
    INSERT INTO stock (sku, available) VALUES ${stock.join(', ')}
      ON CONFLICT (sku) DO UPDATE SET available = max(available, excluded.available);`
}
