import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ScopeManager } from '@typescript-eslint/scope-manager'
import type { Program } from 'oxc-parser'
import { z } from 'zod'
import type { Check, Edit } from './check.ts'
import { durableFileOf, mayBeDurable } from './durable/durable-file.ts'
import { letPass } from './durable/let-pass.ts'
import { docsOf } from './docs-of.ts'
import { projectAround } from './project/project.ts'
import { rangeOf } from './source/ast.ts'
import { SourceFile } from './source/source-file.ts'

type Position = { line: number; column: number }

/** The part of ESLint's rule context that we use, which oxlint offers alike. */
export type Context = {
  filename: string
  options: readonly unknown[]
  sourceCode: { text: string; ast: unknown; scopeManager: unknown }
  report(problem: {
    message: string
    loc: { start: Position; end: Position }
    fix?: (fixer: { replaceTextRange(range: [number, number], text: string): unknown }) => unknown
  }): void
}

export type EslintRule = {
  meta: {
    type: 'problem'
    docs: { description: string; url: string; recommended: boolean }
    schema: object[]
    fixable?: 'code'
  }
  create(context: Context): { Program?: (node: unknown) => void }
}

/** A check as a rule of ESLint and oxlint. Files that cannot be ours are left before their tree is even made. */
export function toEslintRule(check: Check): EslintRule {
  const { name, what, isFixable, options } = check
  return {
    meta: {
      type: 'problem',
      docs: { description: what, url: pathToFileURL(docsOf(name)).href, recommended: true },
      schema: [z.toJSONSchema(options, { io: 'input' })],
      ...(isFixable && { fixable: 'code' as const }),
    },
    create: (context) =>
      mayBeDurable(context.sourceCode.text) ? { Program: () => report(check, context) } : {},
  }
}

function report({ name, find, options }: Check, context: Context): void {
  const { filename, sourceCode } = context
  const project = projectAround(dirname(filename), performance.now())
  const source = project.fileWithText(filename, sourceCode.text, () => sourceOf(context))
  const subject = { file: durableFileOf(source), project }
  const findings = find(subject, options.parse(context.options[0] ?? {}))
  for (const { node, message, fix } of letPass(source, name, findings)) {
    const [from, to] = rangeOf(node)
    const [start, end] = [source.placeOf(from), source.placeOf(to)]
    context.report({
      message,
      // Their columns count from 0.
      loc: { start: { ...start, column: start.column - 1 }, end: { ...end, column: end.column - 1 } },
      ...(fix && { fix: (fixer) => fixer.replaceTextRange(...argumentsOf(fix)) }),
    })
  }
}

const argumentsOf = ({ range, text }: Edit): [[number, number], string] => [range, text]

/** The host's tree, for a file that only its parser can read. */
const sourceOf = ({ filename, sourceCode }: Context): SourceFile =>
  new SourceFile(
    filename,
    sourceCode.text,
    sourceCode.ast as Program,
    () => sourceCode.scopeManager as ScopeManager,
  )
