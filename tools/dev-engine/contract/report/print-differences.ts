import type { Difference } from './find-differences.ts'

/** A table of two columns, in which each scenario has a line for its name and one for each line that differs. */
export function printDifferences(
  expected: string,
  observed: string,
  differences: readonly Difference[],
): string {
  const rows = differences.map((difference) => [difference.expected, difference.observed] as const)
  const width = Math.max(expected.length, ...rows.map(([cell]) => cell.length))
  const row = (left: string, right: string) => `  ${left.padEnd(width)} │ ${right}`.trimEnd()
  const named = differences.flatMap(({ scenario }, nth) => [
    ...(scenario === differences[nth - 1]?.scenario ? [] : [scenario]),
    row(...(rows[nth] ?? ['', ''])),
  ])
  return [row(expected, observed), `  ${'─'.repeat(width)}─┼─${'─'.repeat(observed.length)}`, ...named].join(
    '\n',
  )
}
