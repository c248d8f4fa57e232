import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { aProject } from './a-project.ts'

const room = resolve(import.meta.dirname, '..')
const installed = resolve(room, '../../node_modules')

const files = {
  'package.json': '{ "name": "shop", "type": "module" }',
  'client.js': `import { Inngest } from 'inngest'; export const inngest = new Inngest({ id: 'shop' })`,
  'greet.js': `import { inngest } from './client.js'
export const greet = inngest.createFunction({ id: 'greet', triggers: [signedUp], retries: 3, concurrency: 1 }, async ({ step }) => {
  step.run('send-mail', send)
})
`,
  'door.js': `import { serve } from 'inngest/hono'
import { greet } from './greet.js'
export default serve({ client, functions: [greet] })`,
  'eslint.config.js': `import durableLint from 'durable-lint'
export default [durableLint.configs.recommended]`,
  '.oxlintrc.json': JSON.stringify({
    categories: { correctness: 'off' },
    jsPlugins: ['durable-lint'],
    rules: { 'durable-lint/unawaited-step': 'error' },
  }),
}

const output = (cwd: string, file: string, ...args: string[]): string => {
  try {
    return execFileSync(file, args, { cwd, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return stdout + stderr
  }
}

/** A folder elsewhere that has the packed package, and of this workspace only what the package says it needs. */
function aShopWithThePackage(): string {
  const shop = aProject(files)
  const modules = join(shop, 'node_modules')
  mkdirSync(modules)
  output(room, 'npm', 'pack', '--pack-destination', modules)
  const [tarball = ''] = readdirSync(modules)
  mkdirSync(join(modules, 'durable-lint'))
  output(modules, 'tar', '-xzf', tarball, '-C', 'durable-lint', '--strip-components', '1')
  const manifest = JSON.parse(readFileSync(join(modules, 'durable-lint/package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  for (const name of Object.keys(manifest.dependencies)) {
    const own = join(room, 'node_modules', name)
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(existsSync(own) ? own : join(installed, name), join(modules, name))
  }
  return shop
}

it('runs from its package: as a command, in ESLint and in oxlint, with pages that are there', () => {
  const shop = aShopWithThePackage()
  const node = (script: string, ...args: string[]) => output(shop, process.execPath, script, ...args)

  const command = node('node_modules/durable-lint/bin/durable-lint.js', '--format', 'json')
  const { findings } = JSON.parse(command) as { findings: { rule: string; docs: string }[] }
  expect(findings).toMatchObject([
    { rule: 'unawaited-step', docs: 'node_modules/durable-lint/docs/rules/unawaited-step.md' },
  ])
  expect(existsSync(join(shop, findings[0]?.docs ?? ''))).toBe(true)

  const rule = 'durable-lint/unawaited-step'
  expect(node(join(installed, 'eslint/bin/eslint.js'), 'greet.js')).toContain(rule)
  expect(node(join(installed, 'oxlint/bin/oxlint'), '--format', 'json', 'greet.js')).toContain(
    rule.replace('/', '('),
  )
}, 60_000)
