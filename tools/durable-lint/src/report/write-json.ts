import { relative } from 'node:path'
import { checkNamed } from '../checks.ts'
import { docsOf } from '../docs-of.ts'
import type { Report } from '../lint-project.ts'
import { summaryOf } from './summary-of.ts'

/** For programs. Paths are relative to where the command ran. */
export function writeJson(report: Report, cwd: string): string {
  const findings = report.findings.map(({ rule, severity, path, start, end, message, fix }) => ({
    rule,
    severity,
    path: relative(cwd, path),
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    message,
    why: checkNamed(rule)?.why,
    docs: relative(cwd, docsOf(rule)),
    isFixable: fix !== null,
  }))
  const unparsable = report.unparsable.map(({ path, line, reason }) => ({
    path: relative(cwd, path),
    line,
    reason,
  }))
  return `${JSON.stringify({ summary: summaryOf(report), findings, unparsable }, null, 2)}\n`
}
