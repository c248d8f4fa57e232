import { Hono } from 'hono'
import { listPage } from '../http/list-page.ts'
import { queryOf } from '../http/query-of.ts'
import { listObjects } from '../store/objects.ts'
import type { DoubleEnv } from '../world.ts'

export const prices = new Hono<DoubleEnv>().get('/', (c) => {
  const params = queryOf(c)
  params.refuseUnknown(['active', 'limit', 'lookup_keys', 'starting_after'])
  const lookupKeys = params.texts('lookup_keys')
  const active = params.text('active') === undefined ? undefined : params.flag('active')

  const found = listObjects(c.env.db, 'price')
    .filter((price) => lookupKeys.length === 0 || lookupKeys.includes(price.lookup_key ?? ''))
    .filter((price) => active === undefined || price.active === active)
  return c.json(listPage(found, params, '/v1/prices'))
})
