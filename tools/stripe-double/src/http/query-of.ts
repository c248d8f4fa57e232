import type { Context } from 'hono'
import { Params } from './params.ts'

export function queryOf(c: Context): Params {
  return new Params(new URL(c.req.url).search)
}
