import { Hono } from 'hono'
import { getObject } from '../actions/get-object.ts'
import { answerObject } from '../http/answer-object.ts'
import { listPage } from '../http/list-page.ts'
import { Params } from '../http/params.ts'
import { queryOf } from '../http/query-of.ts'
import type { DoubleEnv, World } from '../world.ts'

export const checkoutSessions = new Hono<DoubleEnv>()
  .get('/:id', (c) =>
    answerObject(c, 'checkout.session', ({ id, payment_intent }) => ({
      line_items: () => listLineItems(c.env, id, new Params('')),
      payment_intent: () => getObject(c.env, 'payment_intent', payment_intent),
    })),
  )

  .get('/:id/line_items', (c) => {
    const params = queryOf(c)
    params.refuseUnknown(['limit', 'starting_after'])
    return c.json(listLineItems(c.env, c.req.param('id'), params))
  })

function listLineItems(world: World, id: string, params: Params) {
  getObject(world, 'checkout.session', id)
  const items = getObject(world, 'line_items', id)
  return listPage(items, params, `/v1/checkout/sessions/${id}/line_items`)
}
