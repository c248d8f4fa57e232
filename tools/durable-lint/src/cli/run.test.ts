import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { aProject } from '../../test/a-project.ts'
import { docsOf } from '../docs-of.ts'
import { run } from './run.ts'

const door = `import { serve } from 'inngest/hono'; import { greet } from './greet'; export default serve({ client, functions: [greet] })`
const greet = (body: string) => `import { inngest } from './client'

export const greet = inngest.createFunction(
  { id: 'greet', triggers: [signedUp], retries: 3, concurrency: 5 },
  async ({ step }) => {
    ${body}
  },
)
`

/** Runs the command in a folder of its own, and gives what it said. */
function cli(files: Record<string, string>, ...args: string[]) {
  return runIn(aProject({ 'door.ts': door, ...files }), args)
}

function runIn(cwd: string, args: readonly string[], isColored = false) {
  const said = { out: '', err: '' }
  const code = run(args, {
    cwd,
    isColored,
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
  })
  return { cwd, code, ...said }
}

it('finds nothing in what is sound, and leaves with 0', () => {
  const { code, out } = cli({ 'greet.ts': greet("await step.run('send-mail', send)") })

  expect(out).toBe('1 functions in 2 files: nothing found\n')
  expect(code).toBe(0)
})

it('shows a finding with its code, its reason and its page, and leaves with 1', () => {
  const { code, out } = cli({ 'greet.ts': greet("step.run('send-mail', send)") })

  expect(out).toContain('error unawaited-step greet.ts:6:5')
  expect(out).toContain('  step.run is not awaited: the function may be over before it is done.')
  expect(out).toContain(`    5 |   async ({ step }) => {
  > 6 |     step.run('send-mail', send)
      |     ^^^^^^^^
    7 |   },`)
  expect(out).toContain('why: A function that does not wait is over before the step is')
  expect(out).toMatch(/docs\/rules\/unawaited-step\.md/)
  expect(out).toMatch(/1 functions in 2 files: 0 critical, 1 errors, 0 warnings\n$/)
  expect(code).toBe(1)
})

it('colours the severity for a terminal that shows colours', () => {
  const cwd = aProject({ 'door.ts': door, 'greet.ts': greet("step.run('send-mail', send)") })

  expect(runIn(cwd, [], true).out).toContain('\u001B[31merror\u001B[39m')
  expect(runIn(cwd, [], false).out).not.toContain('\u001B')
})

it('leaves with 0 where there are only warnings, which strict takes as errors', () => {
  const files = { 'greet.ts': greet("await step.run('sendMail', send)") }

  expect(cli(files).code).toBe(0)
  expect(cli(files, '--config', 'strict').code).toBe(1)
})

it('writes JSON for programs', () => {
  const { out } = cli({ 'greet.ts': greet("step.run('send-mail', send)") }, '--format', 'json')

  expect(JSON.parse(out)).toMatchObject({
    summary: { files: 2, functions: 1, critical: 0, error: 1, warning: 0 },
    findings: [
      { rule: 'unawaited-step', severity: 'error', path: 'greet.ts', line: 6, column: 5, isFixable: true },
    ],
  })
})

it('writes the workflow commands of GitHub Actions', () => {
  const { cwd, out } = cli(
    { 'greet.ts': greet("await step.run('sendMail, now', send)") },
    '--format',
    'github',
  )

  expect(out).toBe(
    '::warning file=greet.ts,line=6,col=20,endLine=6,endColumn=35,title=durable-lint/step-name-kebab-case (warning)' +
      '::The step id "sendMail, now" is not kebab-case.' +
      '%0AWhy: The id is the key of what a step remembers: one made of a position gives an item the result of another, which is then left out.' +
      `%0AMore: ${relative(cwd, docsOf('step-name-kebab-case'))}\n` +
      'durable-lint: 0 critical, 0 errors, 1 warnings\n',
  )
})

it('escapes what the workflow commands would read as their own', () => {
  const files = {
    'jobs, old/greet.ts': greet("step.run('greet-user', a)"),
    'door.ts': door.replace('./greet', './jobs, old/greet'),
  }

  expect(cli(files, '--format', 'github').out).toContain('::error file=jobs%2C old/greet.ts,line=6,')
})

it('writes the fixes that are safe', () => {
  const { cwd, code } = cli(
    { 'greet.ts': greet("step.run('send-mail', send)\nawait step.sleep('wait', 60000)") },
    '--fix',
  )

  expect(readFileSync(join(cwd, 'greet.ts'), 'utf8')).toBe(
    greet("await step.run('send-mail', send)\nawait step.sleep('wait', '1m')"),
  )
  expect(code).toBe(0)
})

it('looks at one folder or file, and follows the whole workspace', () => {
  const files = {
    'jobs/package.json': '{ "name": "jobs" }',
    'jobs/greet.ts': greet("step.run('greet-user', a)"),
    'door.ts': door.replace('./greet', './jobs/greet'),
    'other.ts': greet("step.run('greet-team', b)").replace("'greet'", "'other'"),
  }

  expect(cli(files, 'jobs', '--format', 'json').out).toContain('"files": 1')
  expect(cli(files, 'jobs/greet.ts').out).toContain('0 critical, 1 errors, 0 warnings')
})

it('takes the settings of a file, the project’s own without being told', () => {
  const files = { 'greet.ts': greet('await chargeOrder()') }
  const rules = { 'payment-idempotency': ['critical', { calls: ['chargeOrder'] }], 'retry-policy': 'off' }

  expect(cli(files).code).toBe(0)
  expect(cli({ ...files, 'durable-lint.json': JSON.stringify({ rules }) }).out).toContain(
    'critical payment-idempotency',
  )
  expect(cli({ ...files, 'mine.json': JSON.stringify({ rules }) }, '--config', 'mine.json').code).toBe(1)
})

it.each([
  [['nowhere'], 'nowhere does not exist'],
  [['a', 'b'], 'one path at a time: a, b'],
  [['--format', 'xml'], '--format xml is none of pretty, json, github'],
  [['--config', 'loose'], '--config loose is neither recommended, strict, nor a file'],
  [['--config', '.'], '--config . is neither recommended, strict, nor a file'],
  [['vendor'], 'no source files under vendor: tests and stories (*.test.*, *.spec.*'],
  [['--quiet'], "Unknown option '--quiet'"],
  [['greet.test.ts'], 'greet.test.ts is no source file that ships'],
])('refuses %j in a sentence, and leaves with 2', (args, sentence) => {
  const { code, err, out } = cli({ 'greet.test.ts': '', 'vendor/copied.ts': '' }, ...args)

  expect(err).toContain(`durable-lint: ${sentence}`)
  expect(out).toBe('')
  expect(code).toBe(2)
})

it.each([
  ['{', 'durable-lint.json is not JSON'],
  ['{ "rule": {} }', 'Unrecognized key: "rule"'],
  [
    '{ "rules": { "retry-polcy": "off" } }',
    'there is no rule retry-polcy; there are serve-handler-present, ',
  ],
  ['{ "rules": { "retry-policy": "loud" } }', 'rules.retry-policy'],
  ['{ "rules": { "payment-idempotency": ["error", { "calls": "a" }] } }', 'payment-idempotency: calls: '],
])('names what is wrong in the settings %s', (text, sentence) => {
  const { code, err } = cli({ 'durable-lint.json': text })

  expect(err).toContain(sentence)
  expect(code).toBe(2)
})

it('says which file it cannot parse, goes on with the others, and leaves with 2', () => {
  const { code, out, err } = cli({
    'greet.ts': greet("step.run('greet-user', a)"),
    'broken.ts': `import 'inngest'\nconst = 1`,
  })

  expect(err).toMatch(/broken\.ts:2 cannot be parsed: /)
  expect(out).toContain('unawaited-step')
  expect(code).toBe(2)
})

it('names what it cannot parse in every format', () => {
  const files = { 'greet.ts': greet(''), 'broken.ts': `import 'inngest'\nconst = 1` }
  const reason = 'Unexpected token'

  expect(JSON.parse(cli(files, '--format', 'json').out)).toMatchObject({
    unparsable: [{ path: 'broken.ts', line: 2, reason }],
  })
  expect(cli(files, '--format', 'github').out).toContain(
    `::error file=broken.ts,line=2,title=durable-lint (unparsable)::${reason}\n`,
  )
})

it('minds no broken file beside the path it was given', () => {
  const { code, err } = cli(
    { 'greet.ts': greet("await step.run('send-mail', send)"), 'broken.ts': `import 'inngest'\nconst = 1` },
    'greet.ts',
  )

  expect(err).toBe('')
  expect(code).toBe(0)
})

it('tells its version', () => {
  expect(cli({}, '--version')).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
})

it('tells how it is used', () => {
  const { code, out } = cli({}, '--help')

  expect(out).toContain('durable-lint [path] [options]')
  expect(code).toBe(0)
})

it('counts its progress', () => {
  const cwd = aProject({ 'a.ts': '', 'b.ts': '' })
  const seen: string[] = []
  writeFileSync(join(cwd, 'c.ts'), '')

  run([], {
    cwd,
    isColored: false,
    out: () => {},
    err: () => {},
    progress: (done, total) => seen.push(`${done}/${total}`),
  })

  expect(seen).toEqual(['1/3', '2/3', '3/3'])
})
