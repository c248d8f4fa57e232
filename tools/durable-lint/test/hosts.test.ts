import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { execFileSync } from 'node:child_process'
import { ESLint, type Linter } from 'eslint'
import { expect, it } from 'vitest'
import { checks } from '../src/checks.ts'
import plugin from '../src/index.ts'
import { aProject } from './a-project.ts'

const files = {
  'client.js': `import { Inngest } from 'inngest'; export const inngest = new Inngest({ id: 'shop' })`,
  'greet.js': `import { inngest } from './client.js'
export const greet = inngest.createFunction({ id: 'greet', triggers: [signedUp], retries: 3, concurrency: 1 }, async ({ step }) => {
  step.run('send-mail', send)
})
export const left = inngest.createFunction({ id: 'left', triggers: [signedUp], retries: 3, concurrency: 1 }, async () => {})
`,
  'welcome.js': `import { inngest } from './client.js'
export const welcome = inngest.createFunction({ id: 'welcome', triggers: [signedUp], retries: 3, concurrency: 1 }, async () => {})
`,
  'door.js': `import { serve } from 'inngest/hono'
import { greet } from './greet.js'
import { welcome } from './welcome.js'
export default serve({ client, functions: [welcome, greet] })`,
}

const expected = [
  [3, 'durable-lint/unawaited-step'],
  [5, 'durable-lint/functions-registered'],
]

it('runs in ESLint, rules that cross files included', async () => {
  const cwd = aProject(files)
  const recommended = plugin.configs.recommended as Linter.Config
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [recommended] })

  const results = await eslint.lintFiles(['welcome.js', 'greet.js', 'door.js'])

  expect(results.flatMap(({ messages }) => messages).map(({ line, ruleId }) => [line, ruleId])).toEqual(
    expected,
  )
})

it('runs in oxlint, where it also fixes', () => {
  const cwd = aProject(files)
  const rules = Object.fromEntries(checks.map(({ name }) => [`durable-lint/${name}`, 'error']))
  const jsPlugins = [resolve(import.meta.dirname, '../src/index.ts')]
  writeFileSync(
    join(cwd, '.oxlintrc.json'),
    JSON.stringify({ categories: { correctness: 'off' }, jsPlugins, rules }),
  )
  const oxlint = (...args: string[]) => {
    const bin = resolve(import.meta.dirname, '../../../node_modules/oxlint/bin/oxlint')
    try {
      return execFileSync(process.execPath, [bin, ...args], { cwd, encoding: 'utf8' })
    } catch (error) {
      return (error as { stdout: string }).stdout
    }
  }

  const { diagnostics } = JSON.parse(oxlint('--format', 'json')) as {
    diagnostics: { code: string; labels: { span: { line: number } }[] }[]
  }
  const found = diagnostics.map(({ code, labels }) => [labels[0]?.span.line, code.replace(/\((.*)\)/, '/$1')])
  expect(found).toHaveLength(expected.length)
  expect(found).toEqual(expect.arrayContaining(expected))
  oxlint('--fix')
  expect(readFileSync(join(cwd, 'greet.js'), 'utf8')).toContain("await step.run('send-mail'")
})
