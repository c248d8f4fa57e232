import type { Place } from '../source/source-file.ts'

const WIDEST = 160

/** The line that is meant, its neighbours, and a mark under the place. */
export function codeFrame(text: string, start: Place, end: Place): string {
  const lines = text.split('\n')
  const first = Math.max(1, start.line - 1)
  const last = Math.min(lines.length, start.line + 1)
  const gutter = String(last).length
  const frame: string[] = []
  for (let line = first; line <= last; line++) {
    const code = (lines[line - 1] ?? '').replace(/\r$/, '').slice(0, WIDEST)
    const isMeant = line === start.line
    frame.push(`${isMeant ? '>' : ' '} ${String(line).padStart(gutter)} | ${code}`.trimEnd())
    if (!isMeant) continue
    const until = end.line === start.line ? end.column : code.length + 1
    const marks = '^'.repeat(Math.max(1, Math.min(until, WIDEST) - start.column))
    const indent = code.slice(0, start.column - 1).replace(/\S/g, ' ')
    frame.push(`  ${' '.repeat(gutter)} | ${indent}${marks}`)
  }
  return frame.join('\n')
}
