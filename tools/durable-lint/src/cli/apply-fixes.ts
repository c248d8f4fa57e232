import type { Edit } from '../check.ts'

/** Applies edits from the end backwards; of two that overlap, the later in the text wins and the other waits for the next run. */
export function applyFixes(text: string, edits: readonly Edit[]): string {
  let fixed = text
  let until = Number.POSITIVE_INFINITY
  for (const { range, text: replacement } of edits.toSorted((a, b) => b.range[0] - a.range[0])) {
    if (range[1] > until) continue
    fixed = fixed.slice(0, range[0]) + replacement + fixed.slice(range[1])
    until = range[0]
  }
  return fixed
}
