import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

const room = resolve(import.meta.dirname, '..')
const installed = resolve(room, '../../node_modules')
const env = { ...process.env, PATH: [join(installed, '.bin'), process.env['PATH']].join(delimiter) }

const run = (cwd: string, file: string, ...args: string[]) =>
  execFileSync(file, args, { cwd, env, encoding: 'utf8', stdio: 'pipe' })

/** A folder elsewhere that has the packed package, and of this workspace only what the package says it needs. */
function aShopWithThePackage(): string {
  const shop = mkdtempSync(join(tmpdir(), 'dev-engine-package-'))
  onTestFinished(() => rmSync(shop, { recursive: true }))
  const modules = join(shop, 'node_modules')
  mkdirSync(join(modules, 'dev-engine'), { recursive: true })
  run(room, process.execPath, 'build-package.ts')
  run(room, 'npm', 'pack', './dist', '--pack-destination', modules)
  const tarball = readdirSync(modules).find((name) => name.endsWith('.tgz')) ?? ''
  run(modules, 'tar', '-xzf', tarball, '-C', 'dev-engine', '--strip-components', '1')
  const { dependencies } = JSON.parse(readFileSync(join(modules, 'dev-engine/package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  for (const name of Object.keys(dependencies)) {
    const own = join(room, 'node_modules', name)
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(existsSync(own) ? own : join(installed, name), join(modules, name))
  }
  return shop
}

it('runs from its package, as a command and as a library', () => {
  const shop = aShopWithThePackage()
  writeFileSync(
    join(shop, 'try.mjs'),
    `import { createEngine, virtualClock } from 'dev-engine'
import { sqliteStorage } from 'dev-engine/node'
const clock = virtualClock({ start: '2026-01-01T00:00:00Z' })
const engine = await createEngine({ apps: [], clock, storage: sqliteStorage('state.sqlite') })
const { ids } = await engine.send({ name: 'shop/placed' })
await engine.advance('14d')
console.log(\`\${ids.length} \${new Date(engine.now()).toISOString()}\`)
await engine.close()
`,
  )

  expect(run(shop, process.execPath, 'try.mjs')).toBe('1 2026-01-15T00:00:00.000Z\n')
  expect(run(shop, process.execPath, 'node_modules/dev-engine/cli.js', '--help')).toContain('--app')
}, 60_000)
