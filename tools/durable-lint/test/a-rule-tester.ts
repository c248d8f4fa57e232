import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RuleTester } from 'oxlint/plugins-dev'
import { describe, it } from 'vitest'
import plugin from '../src/index.ts'

RuleTester.describe = describe
RuleTester.it = it

type Cases = Parameters<RuleTester['run']>[2]
type Valid = Cases['valid'][number]
type Invalid = Cases['invalid'][number]

/** Runs the cases of one rule in oxlint itself, as TypeScript, in a folder of its own. */
export function testRule(name: string, valid: Valid[], invalid: Invalid[]): void {
  const filename = join(mkdtempSync(join(tmpdir(), 'durable-lint-')), 'function.ts')
  const placed = <Case extends Valid | Invalid>(one: Case) =>
    typeof one === 'string' ? { code: one, filename } : { filename, ...one }
  const rule = plugin.rules[name]
  if (!rule) throw new Error(`there is no rule ${name}`)
  new RuleTester({ languageOptions: { sourceType: 'module' } }).run(name, rule, {
    valid: valid.map(placed),
    invalid: invalid.map((one) => ({ ...one, filename })),
  })
}

/** A function around a body; what stands before it is the file's head. */
export const aFunction = (body: string, options = ''): string => `
import { inngest } from './client'

export const fn = inngest.createFunction(
  { id: 'greet', triggers: [signedUp]${options && `, ${options}`} },
  async ({ event, step, db, logger }) => {
    ${body}
  },
)
`
