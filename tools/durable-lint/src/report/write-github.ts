import { relative } from 'node:path'
import type { Report } from '../lint-project.ts'
import { summaryOf } from './summary-of.ts'

const escapeData = (text: string) =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** Workflow commands, which GitHub Actions shows beside the lines of a pull request. */
export function writeGithub(report: Report, cwd: string): string {
  const lines = report.findings.map(({ rule, severity, path, start, end, message }) => {
    const where = {
      file: relative(cwd, path),
      line: start.line,
      col: start.column,
      endLine: end.line,
      endColumn: end.column,
      title: `durable-lint/${rule} (${severity})`,
    }
    const properties = Object.entries(where).map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
    return `::${severity === 'warning' ? 'warning' : 'error'} ${properties.join(',')}::${escapeData(message)}`
  })
  const { critical, error, warning } = summaryOf(report)
  return [...lines, `durable-lint: ${critical} critical, ${error} errors, ${warning} warnings`, ''].join('\n')
}
