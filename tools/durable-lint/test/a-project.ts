import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { checkNamed } from '../src/checks.ts'
import { lintProject } from '../src/lint-project.ts'
import { Project } from '../src/project/project.ts'

/** Writes the files to a folder of their own; a workspace, unless they say otherwise. */
export function aProject(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'durable-lint-'))
  for (const [path, text] of Object.entries({ 'package.json': '{ "workspaces": ["*"] }', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

/** What one rule finds in the files: `path:line message`. */
export function findingsIn(files: Record<string, string>, rule: string): string[] {
  const root = aProject(files)
  const check = checkNamed(rule)
  if (!check) throw new Error(`there is no rule ${rule}`)
  const settings = new Map([[rule, { severity: check.severity, options: check.options.parse({}) }]])
  const { findings } = lintProject(new Project(root), root, settings)
  return findings.map(({ path, start, message }) => `${path.slice(root.length + 1)}:${start.line} ${message}`)
}

export const aClient = `
import { Inngest } from 'inngest'
export const inngest = new Inngest({ id: 'shop' })
`

/** A file that exports one function. */
export const aFunctionFile = (name: string, id: string): string => `
import { inngest } from './client'
export const ${name} = inngest.createFunction({ id: '${id}', triggers: [placed] }, async ({ step }) => {})
`
