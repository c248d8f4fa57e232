/** What a path that leads nowhere gives, and an operation that fails: to the server they are the same. */
export const MISSING = Symbol('missing')

/**
 * What the first of two events lacks. The server knows that event whole when it compares, and has put null there, but for `<` and on
 * the right of a comparison it remembers that there was nothing.
 */
export const UNSET = Symbol('unset')

export function isAbsent(value: unknown): boolean {
  return value === MISSING || value === UNSET || value === null || value === undefined
}
