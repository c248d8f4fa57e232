/** A pattern is a name, or the start of one followed by `*`. Internal events are never caught by accident. */
export function matchesName(pattern: string, name: string): boolean {
  if (!pattern.endsWith('*')) return pattern === name
  const start = pattern.slice(0, -1)
  return name.startsWith(start) && (!name.startsWith('inngest/') || start.startsWith('inngest/'))
}
