import type { Finding } from '../check.ts'
import { rangeOf } from '../source/ast.ts'
import type { SourceFile } from '../source/source-file.ts'
import { suppresses, suppressionsOf } from './suppressions.ts'

/** What is left of a rule's findings when the comments have let theirs pass; a comment that had nothing to let pass is a finding itself. */
export function letPass(source: SourceFile, rule: string, findings: readonly Finding[]): Finding[] {
  const suppressions = suppressionsOf(source).filter(({ names }) => names.includes(rule))
  if (suppressions.length === 0) return [...findings]
  const lineOf = ({ node }: Finding) => source.placeOf(rangeOf(node)[0]).line
  const isPassed = (finding: Finding) => suppressions.some((it) => suppresses(it, rule, lineOf(finding)))
  const stale = suppressions
    .filter(({ isKnown, reason }) => isKnown && reason !== '')
    .filter((it) => !findings.some((finding) => suppresses(it, rule, lineOf(finding))))
    .map((node) => ({ node, message: `${rule} finds nothing here any more; remove it from this comment.` }))
  return [...findings.filter((finding) => !isPassed(finding)), ...stale]
}
