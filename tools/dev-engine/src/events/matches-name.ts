const WILDCARD = /[/.]\*$/

/** A pattern is a name, or whole parts of one, up to a `/` or `.`, followed by `*`. */
export function matchesName(pattern: string, name: string): boolean {
  return pattern === name || (WILDCARD.test(pattern) && name.startsWith(pattern.slice(0, -1)))
}

/** Whether it hears nothing at all: the server takes it in silence. */
export function isDeafPattern(pattern: string): boolean {
  const start = WILDCARD.test(pattern) ? pattern.slice(0, -1) : pattern
  return start.includes('*')
}
