import type { SourceFile } from '../source/source-file.ts'

/** A comment that lets a finding of the next line pass: `// durable-lint-disable-next-line rule -- reason`. */
export type Suppression = { start: number; end: number; line: number; names: string[]; reason: string }

const COMMENT = /(?:\/\/|\/\*)\s*durable-lint-disable-next-line\b([^\n]*?)(?:\*\/|$)/gm

export function suppressionsOf(source: SourceFile): Suppression[] {
  return [...source.text.matchAll(COMMENT)].map((match) => {
    const [names = '', reason = ''] = (match[1] ?? '').split(/\s--/)
    return {
      start: match.index,
      end: match.index + match[0].trimEnd().length,
      line: source.placeOf(match.index).line,
      names: names.split(',').flatMap((name) => name.trim() || []),
      reason: reason.trim(),
    }
  })
}

/** Only with a reason does a comment let anything pass. */
export const isSuppressed = (suppressions: readonly Suppression[], name: string, line: number): boolean =>
  suppressions.some((it) => it.line === line - 1 && it.reason !== '' && it.names.includes(name))
