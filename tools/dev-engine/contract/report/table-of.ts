/** Columns as wide as what they hold; a first cell that repeats the one above it is left empty. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows.map((row, nth) => (row[0] === rows[nth - 1]?.[0] ? ['', ...row.slice(1)] : row))]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' │ ')
  const rule = widths.map((width) => '─'.repeat(width)).join('─┼─')
  return [line(head), rule, ...all.slice(1).map(line)].map((text) => text.trimEnd()).join('\n')
}
