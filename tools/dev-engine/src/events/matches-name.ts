const WILDCARD = /[/.]\*$/

/** A pattern is a name, or whole parts of one, up to a `/` or `.`, followed by `*`. */
export function matchesName(pattern: string, name: string): boolean {
  return pattern === name || (WILDCARD.test(pattern) && name.startsWith(pattern.slice(0, -1)))
}

/** Where the server takes a `*` that hears nothing. */
export function isDeafPattern(pattern: string): boolean {
  const start = WILDCARD.test(pattern) ? pattern.slice(0, -1) : pattern
  return start.includes('*')
}
