import { relative } from 'node:path'
import { checkNamed } from '../checks.ts'
import { docsOf } from '../docs-of.ts'
import type { Report } from '../lint-project.ts'
import { summaryOf } from './summary-of.ts'

const escapeData = (text: string) =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** Workflow commands, which GitHub Actions shows beside the lines of a pull request. */
export function writeGithub(report: Report, cwd: string): string {
  const findings = report.findings.map(({ rule, severity, path, start, end, message }) =>
    command(
      severity === 'warning' ? 'warning' : 'error',
      {
        file: relative(cwd, path),
        line: start.line,
        col: start.column,
        endLine: end.line,
        endColumn: end.column,
        title: `durable-lint/${rule} (${severity})`,
      },
      [message, `Why: ${checkNamed(rule)?.why ?? ''}`, `More: ${relative(cwd, docsOf(rule))}`].join('\n'),
    ),
  )
  const unparsable = report.unparsable.map(({ path, line, reason }) =>
    command('error', { file: relative(cwd, path), line, title: 'durable-lint (unparsable)' }, reason),
  )
  const { critical, error, warning } = summaryOf(report)
  const summary = `durable-lint: ${critical} critical, ${error} errors, ${warning} warnings`
  return [...findings, ...unparsable, summary, ''].join('\n')
}

function command(name: 'warning' | 'error', where: Record<string, string | number>, text: string): string {
  const properties = Object.entries(where).map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
  return `::${name} ${properties.join(',')}::${escapeData(text)}`
}
