import type { Severity } from '../check.ts'
import type { Report } from '../lint-project.ts'

export type Summary = { files: number; functions: number } & Record<Severity, number>

export function summaryOf({ files, functions, findings }: Report): Summary {
  const count = (severity: Severity) => findings.filter((it) => it.severity === severity).length
  return { files, functions, critical: count('critical'), error: count('error'), warning: count('warning') }
}
