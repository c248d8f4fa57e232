import type { Params } from './params.ts'
import { InvalidParam } from './stripe-error.ts'

const LIMIT_DEFAULT = 10
const LIMIT_MAX = 100

export type List<T> = { object: 'list'; url: string; has_more: boolean; data: T[] }

/** One page of `items`, which are already in the order Stripe gives them. */
export function listPage<T extends { id: string }>(items: T[], params: Params, url: string): List<T> {
  const limit = params.integer('limit') ?? LIMIT_DEFAULT
  if (limit < 1 || limit > LIMIT_MAX) {
    throw new InvalidParam(
      'limit',
      `This value must be from 1 to ${LIMIT_MAX} (inclusive).`,
      'parameter_invalid_integer',
    )
  }
  const rest = items.slice(positionAfter(items, params.text('starting_after')))
  return { object: 'list', url, has_more: rest.length > limit, data: rest.slice(0, limit) }
}

function positionAfter(items: { id: string }[], id: string | undefined): number {
  if (id === undefined) return 0
  const index = items.findIndex((item) => item.id === id)
  if (index >= 0) return index + 1
  throw new InvalidParam('starting_after', `No such object in this list: '${id}'`, 'resource_missing')
}
