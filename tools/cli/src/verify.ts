import { execa } from 'execa'
import colors from 'picocolors'
import { failWith, Sentence } from './sentence.ts'
import { checkDocPaths } from './verify/check-doc-paths.ts'
import { checkEnvironments } from './verify/check-environments.ts'
import { checkMigrations } from './verify/check-migrations.ts'
import { checkRunbooks } from './verify/check-runbooks.ts'
import { checkWranglerFiles } from './verify/check-wrangler-files.ts'
import { configs, roomOf, root, wrangler, wranglerEnv } from './workspace.ts'

type Check = { name: string; run: () => Promise<string[]> }

/** A command that finds fault by its exit code; its own words are the faults. */
const command = (name: string, file: string, args: string[], cwd = root): Check => ({
  name,
  run: async () => {
    const { exitCode, all } = await execa(file, args, {
      cwd,
      env: wranglerEnv,
      preferLocal: true,
      localDir: root,
      all: true,
      reject: false,
    })
    return exitCode === 0 ? [] : [all]
  },
})

const typesOf = (config: string): Check =>
  command(
    `generated types of ${roomOf(config).dir}`,
    process.execPath,
    config === 'wrangler.toml'
      ? [wrangler, 'types', 'apps/gateway/worker-configuration.d.ts', '--check']
      : [wrangler, 'types', '--env-file', '.dev.vars.example', '--check'],
    config === 'wrangler.toml' ? root : `${root}/${roomOf(config).dir}`,
  )

const bundleOf = (config: string): Check =>
  command(`deploy --dry-run of ${roomOf(config).dir}`, process.execPath, [
    wrangler,
    'deploy',
    '--dry-run',
    '--env=',
    '--config',
    config,
  ])

const checks: Check[] = [
  command('lint', 'oxlint', ['--deny-warnings']),
  command('format', 'oxfmt', ['--check']),
  command('boundaries', 'turbo', ['boundaries', '--no-color']),
  command('types', 'turbo', ['run', 'typecheck', '--output-logs=errors-only', '--no-color']),
  command('types of e2e', 'tsc', ['--noEmit', '-p', 'e2e']),
  command('types of bench', 'tsc', ['--noEmit', '-p', 'bench']),
  command('types of the floor that bench measures against', 'tsc', ['--noEmit', '-p', 'bench/ingress/floor']),
  { name: 'wrangler files hold no secret and no development setting', run: checkWranglerFiles },
  { name: 'environments have what the top level has', run: checkEnvironments },
  { name: 'paths that the documents name', run: checkDocPaths },
  { name: 'a runbook for each alert', run: () => checkRunbooks(root) },
  command('lock file is whole (else: npm run fix)', 'npm', [
    'ci',
    '--dry-run',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
  ]),
  { name: 'migrations follow the schema', run: checkMigrations },
  command('migrations are whole', 'drizzle-kit', ['check'], `${root}/packages/db`),
  ...configs.flatMap((config) => [typesOf(config), bundleOf(config)]),
]

try {
  let failed = 0
  for (const { name, run } of checks) {
    const startedAt = performance.now()
    const faults = await run()
    if (faults.length > 0) failed += 1
    const mark = faults.length > 0 ? colors.red('✗') : colors.green('✓')
    console.log(`${mark} ${name} ${colors.dim(`${((performance.now() - startedAt) / 1000).toFixed(1)} s`)}`)
    for (const fault of faults) console.log(fault)
  }
  if (failed > 0) throw new Sentence(`${failed} of ${checks.length} checks failed`)
} catch (error) {
  failWith(error)
}
