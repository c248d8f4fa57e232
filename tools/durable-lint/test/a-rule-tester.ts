import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RuleTester } from 'oxlint/plugins-dev'
import { describe, it } from 'vitest'
import plugin from '../src/index.ts'

RuleTester.describe = describe
RuleTester.it = it

type Rule = Parameters<RuleTester['run']>[1]
type Invalid = RuleTester.InvalidTestCase
type Valid = RuleTester.ValidTestCase | string

/** Runs the cases of one rule in oxlint itself, as TypeScript, in a folder of its own. */
export function testRule(name: string, valid: Valid[], invalid: Invalid[]): void {
  const filename = join(mkdtempSync(join(tmpdir(), 'durable-lint-')), 'function.ts')
  const rule = plugin.rules[name]
  if (!rule) throw new Error(`there is no rule ${name}`)
  // Typed for ESLint and oxlint alike, by what we use of their contexts.
  new RuleTester({ languageOptions: { sourceType: 'module' } }).run(name, rule as unknown as Rule, {
    valid: valid.map((one) => (typeof one === 'string' ? { code: one, filename } : { ...one, filename })),
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
