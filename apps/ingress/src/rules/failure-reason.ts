const LENGTH_MAX = 300
// Before anything is looked for: looking for addresses in a very long line takes very long.
const READ_MAX = 1_000

/**
 * An error's message as it may be kept and told: its first line, at most 300 characters, without anybody's address. What Drizzle says
 * quotes the values of the query in the lines after that.
 */
export function failureReason(message: string): string {
  const line = message.slice(0, READ_MAX).split('\n', 1)[0] ?? ''
  return line
    .replaceAll(/[^\s@]+@[^\s@]+/g, '…@…')
    .slice(0, LENGTH_MAX)
    .trim()
}
