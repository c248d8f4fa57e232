import { relative } from 'node:path'
import colors from 'picocolors'
import type { Severity } from '../check.ts'
import { checkNamed } from '../checks.ts'
import { docsOf } from '../docs-of.ts'
import type { Report } from '../lint-project.ts'
import { codeFrame } from './code-frame.ts'
import { summaryOf } from './summary-of.ts'

export type Page = { cwd: string; isColored: boolean }

/** For people: each finding with its code and its reason, then the summary. */
export function writePretty(
  report: Report,
  textOf: (path: string) => string,
  { cwd, isColored }: Page,
): string {
  const { bold, dim, green, red, yellow } = colors.createColors(isColored)
  const paint: Record<Severity, (text: string) => string> = {
    critical: (text) => bold(red(text)),
    error: red,
    warning: yellow,
  }
  const blocks = report.findings.map(({ rule, severity, path, start, end, message }) => {
    const at = `${relative(cwd, path) || path}:${start.line}:${start.column}`
    return [
      `${paint[severity](severity)} ${bold(rule)} ${dim(at)}`,
      `  ${message}`,
      codeFrame(textOf(path), start, end).replace(/^/gm, '  '),
      dim(`  why: ${checkNamed(rule)?.why ?? ''}`),
      dim(`  ${relative(cwd, docsOf(rule))}`),
      '',
    ].join('\n')
  })
  const { files, functions, critical, error, warning } = summaryOf(report)
  const faults = critical + error + warning
  const counts = `${critical} critical, ${error} errors, ${warning} warnings`
  const total = `${functions} functions in ${files} files: ${faults === 0 ? green('nothing found') : counts}`
  return [...blocks, total, ''].join('\n')
}
