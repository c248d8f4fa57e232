const LENGTH_MAX = 300

/** The first line of what an error says of itself. Nothing else of it is shown: the rest may quote data. */
export function describeError(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null
  const { name, message } = error as { name?: unknown; message?: unknown }
  const words = [name, message].filter((word) => typeof word === 'string' && word !== '')
  return words.join(': ').split('\n', 1)[0]?.slice(0, LENGTH_MAX) || null
}
