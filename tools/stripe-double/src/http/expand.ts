import type { Params } from './params.ts'
import { InvalidParam } from './stripe-error.ts'

/** Fills in the members that `expand[]` asks for; `expanders` holds what this object can expand. */
export function expand<T extends object>(
  object: T,
  params: Params,
  expanders: Record<string, () => unknown>,
): T {
  const asked = params.texts('expand').map((path) => {
    const expander = Object.hasOwn(expanders, path) ? expanders[path] : undefined
    if (expander) return [path, expander()] as const
    const known = Object.keys(expanders).join(', ') || 'nothing here'
    throw new InvalidParam(
      'expand',
      `This property cannot be expanded (${path}): this double can expand ${known}.`,
    )
  })
  return { ...object, ...Object.fromEntries(asked) }
}
