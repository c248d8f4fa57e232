import type { Bindings } from '../context.ts'

/** The team's own index. */
export function indexOf({ SEARCH }: Pick<Bindings, 'SEARCH'>, teamId: string) {
  return SEARCH.getByName(teamId)
}
