import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { failWith, Sentence } from './sentence.ts'
import { configs, root, wrangler } from './workspace.ts'

const LOCAL_DATABASE = 'database_id = "millrace-local"'

/** The database first, then the workers, and the gateway last: by then all that it routes to is there. */
try {
  const isLocal = async (config: string) =>
    (await readFile(join(root, config), 'utf8')).includes(LOCAL_DATABASE)
  const local = (
    await Promise.all(configs.map(async (config) => ((await isLocal(config)) ? [config] : [])))
  ).flat()
  if (local.length > 0) {
    throw new Sentence(
      `run npx wrangler d1 create millrace, then write its id in place of "millrace-local" in ${local.join(', ')}`,
    )
  }
  const [gateway, ...workers] = configs
  // Bodies are put again at every acceptance, so that R2 may forget them 31 days later.
  await run(
    'r2',
    'bucket',
    'lifecycle',
    'set',
    'millrace-bodies',
    '--file',
    'apps/ingress/bodies-lifecycle.json',
    '--force',
  )
  await run('d1', 'migrations', 'apply', 'DB', '--remote', '--config', 'apps/ingress/wrangler.toml')
  for (const config of [...workers, gateway]) await run('deploy', '--config', config ?? '')
} catch (error) {
  failWith(error)
}

async function run(...args: string[]): Promise<void> {
  const { exitCode } = await execa(process.execPath, [wrangler, ...args], {
    cwd: root,
    stdio: 'inherit',
    reject: false,
  })
  if (exitCode !== 0) throw new Sentence(`wrangler ${args.join(' ')} failed; nothing after it was deployed`)
}
