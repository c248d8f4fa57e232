import { Hono } from 'hono'
import { answerObject } from '../http/answer-object.ts'
import { listPage } from '../http/list-page.ts'
import { queryOf } from '../http/query-of.ts'
import { InvalidParam } from '../http/stripe-error.ts'
import { listObjects } from '../store/objects.ts'
import type { DoubleEnv } from '../world.ts'

export const events = new Hono<DoubleEnv>()
  .get('/', (c) => {
    const params = queryOf(c)
    params.refuseUnknown(['created', 'limit', 'starting_after', 'type', 'types'])
    const type = params.text('type')
    const wanted = type === undefined ? params.texts('types') : [type]
    const bounds = Object.entries(params.integers('created'))

    const found = listObjects(c.env.db, 'event')
      .toReversed()
      .filter(({ type }) => wanted.length === 0 || wanted.some((pattern) => matches(type, pattern)))
      .filter(({ created }) => bounds.every(([name, bound]) => isWithin(created, name, bound)))
    return c.json(listPage(found, params, '/v1/events'))
  })

  .get('/:id', (c) => answerObject(c, 'event'))

function matches(type: string, pattern: string): boolean {
  return pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern
}

function isWithin(created: number, name: string, bound: number): boolean {
  switch (name) {
    case 'gt':
      return created > bound
    case 'gte':
      return created >= bound
    case 'lt':
      return created < bound
    case 'lte':
      return created <= bound
    default:
      throw new InvalidParam('created', `Received unknown parameter: created[${name}]`, 'parameter_unknown')
  }
}
