import type { Context } from 'hono'
import { getObject } from '../actions/get-object.ts'
import type { Kept } from '../store/kept.ts'
import type { DoubleEnv } from '../world.ts'
import { expand } from './expand.ts'
import { queryOf } from './query-of.ts'

type Expanders<Type extends keyof Kept> = (object: Kept[Type]) => Record<string, () => unknown>

/** Answers the object that the path names, with what `expand[]` asks for. */
export function answerObject<Type extends keyof Kept>(
  c: Context<DoubleEnv, '/:id'>,
  type: Type,
  expandersOf: Expanders<Type> = () => ({}),
): Response {
  const params = queryOf(c)
  params.refuseUnknown(['expand'])
  const object = getObject(c.env, type, c.req.param('id'))
  return c.json(expand(object, params, expandersOf(object)))
}
