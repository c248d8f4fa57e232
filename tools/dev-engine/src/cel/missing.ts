/** What a path that leads nowhere gives, and an operation that fails: to the server they are the same. */
export const MISSING = Symbol('missing')

export function isAbsent(value: unknown): boolean {
  return value === MISSING || value === null || value === undefined
}
