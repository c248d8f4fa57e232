import type { Edit, Severity } from './check.ts'
import { checkNamed } from './checks.ts'
import { durableFileOf } from './durable/durable-file.ts'
import { letPass } from './durable/let-pass.ts'
import type { Project } from './project/project.ts'
import type { Settings } from './settings.ts'
import { rangeOf } from './source/ast.ts'
import type { Place, SourceFile } from './source/source-file.ts'

/** One finding, placed. Lines and columns count from 1. */
export type Located = {
  rule: string
  severity: Severity
  path: string
  start: Place
  end: Place
  message: string
  fix: Edit | null
}

export function lintFile(project: Project, source: SourceFile, settings: Settings): Located[] {
  const file = durableFileOf(source)
  const found = [...settings].flatMap(([rule, { severity, options }]) => {
    const findings = checkNamed(rule)?.find({ file, project }, options) ?? []
    return letPass(source, rule, findings).map(({ node, message, fix }): Located => {
      const [from, to] = rangeOf(node)
      const [start, end] = [source.placeOf(from), source.placeOf(to)]
      return { rule, severity, path: source.path, start, end, message, fix: fix ?? null }
    })
  })
  return found.toSorted((a, b) => a.start.line - b.start.line || a.start.column - b.start.column)
}
