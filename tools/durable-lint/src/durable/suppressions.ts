import type { SourceFile } from '../source/source-file.ts'

/** A comment that lets a finding of the next line pass: `// durable-lint-disable-next-line rule -- reason`. */
export type Suppression = {
  start: number
  end: number
  line: number
  /** Other forms than `disable-next-line` let nothing pass. */
  isKnown: boolean
  names: string[]
  reason: string
}

const COMMENT = /(?:\/\/|\/\*)\s*durable-lint-((?:disable|enable)[\w-]*)([^\n]*?)(?:\*\/|$)/gm

export function suppressionsOf(source: SourceFile): Suppression[] {
  if (!source.text.includes('durable-lint-')) return []
  return [...source.text.matchAll(COMMENT)].map((match) => {
    const [names = '', reason = ''] = (match[2] ?? '').split(/\s--/)
    return {
      start: match.index,
      end: match.index + match[0].trimEnd().length,
      line: source.placeOf(match.index).line,
      isKnown: match[1] === 'disable-next-line',
      names: names.split(',').flatMap((name) => name.trim() || []),
      reason: reason.trim(),
    }
  })
}

/** Only with a reason does a comment let anything pass. */
export const suppresses = (
  { isKnown, line, reason, names }: Suppression,
  rule: string,
  at: number,
): boolean => isKnown && line === at - 1 && reason !== '' && names.includes(rule)
