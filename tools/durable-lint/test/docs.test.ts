import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { checks } from '../src/checks.ts'
import { docsOf } from '../src/docs-of.ts'
import { ruleNames } from '../src/rule-names.ts'
import { findingsIn } from './a-project.ts'

const room = resolve(import.meta.dirname, '..')
const names = checks.map(({ name }) => name)

it('has a page for each rule, and a rule for each page', () => {
  const pages = readdirSync(join(room, 'docs/rules')).map((file) => file.replace(/\.md$/, ''))

  expect(pages.toSorted((a, b) => a.localeCompare(b))).toEqual(names.toSorted((a, b) => a.localeCompare(b)))
})

it('knows each rule by name', () => {
  expect([...ruleNames]).toEqual(names)
})

it('lists each rule in the README as it is', () => {
  const readme = readFileSync(join(room, 'README.md'), 'utf8')
  const rows = [...readme.matchAll(/^\| \[`([\w-]+)`\]\((.*?)\)\s*\| (\w+)\s*\| (yes)?\s*\| (.*?)\s*\|$/gm)]

  expect(
    rows.map(([, name, page, severity, fix, what]) => ({
      name,
      page,
      severity,
      isFixable: fix === 'yes',
      what,
    })),
  ).toEqual(
    checks.map(({ name, severity, isFixable, what }) => ({
      name,
      page: `docs/rules/${name}.md`,
      severity,
      isFixable: isFixable === true,
      what,
    })),
  )
})

describe.each(checks.map((check) => [check.name, check] as const))('the page of %s', (name, check) => {
  const page = readFileSync(docsOf(name), 'utf8')
  const section = (title: string) => page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? ''

  it('says what the rule says', () => {
    expect(page.split('\n')[0]).toBe(`# ${name}`)
    expect(page).toContain(check.what)
    expect(section('Why')).toContain(check.why)
    expect(page).toMatch(new RegExp(`^\\| Severity \\| ${check.severity} +\\|$`, 'm'))
    expect(page).toMatch(new RegExp(`^\\| Fix +\\| ${check.isFixable ? 'yes' : 'no'} +\\|$`, 'm'))
  })

  it('tells what its scenario shows, fact by fact', () => {
    const scenario = readFileSync(join(room, 'scenarios', `${name}.test.ts`), 'utf8')
    const facts = [...scenario.matchAll(/^it\(\s*(['"])(.*?)\1/gm)].map(([, , fact]) => fact)
    const told = [...section('Why').matchAll(/^- (.*)$/gm)].map(([, fact]) => fact)

    expect(facts.length).toBeGreaterThan(0)
    expect(told).toEqual(facts)
  })

  it('shows code that is found, and code that is not', () => {
    expect(findingsIn(filesOf(section('Wrong')), name)).not.toEqual([])
    expect(findingsIn(filesOf(section('Right')), name)).toEqual([])
  })

  it('names each of its options', () => {
    const { properties = {} } = z.toJSONSchema(check.options, { io: 'input' })
    const named = [...section('Options').matchAll(/^- `(\w+)`/gm)].map(([, option]) => option)

    expect(named).toEqual(Object.keys(properties))
    expect(section('Options').includes('None.')).toBe(named.length === 0)
  })
})

/** The files of a block of code; a comment that is a file name begins the next one. */
function filesOf(text: string): Record<string, string> {
  const code = /```ts\n([^]*?)\n```/.exec(text)?.[1] ?? ''
  const parts = code.split(/^\/\/ ([\w./-]+\.(?:ts|json))$/m)
  if (parts.length === 1) return { 'function.ts': `import { inngest } from './inngest.ts'\n${code}` }
  return Object.fromEntries(
    parts.slice(1).flatMap((path, i, all) => (i % 2 === 0 ? [[path, all[i + 1] ?? '']] : [])),
  )
}
