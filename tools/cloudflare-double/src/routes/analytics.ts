import { Hono } from 'hono'
import type { DoubleEnv } from '../http/answer.ts'

type Query = { variables?: { scriptName?: string } }

/** The one question that a deploy asks of the GraphQL analytics: requests and errors of a worker, by version. */
export const analytics = new Hono<DoubleEnv>().post('/', async (c) => {
  const { variables } = await c.req.json<Query>()
  const worker = c.env.workers.get(variables?.scriptName ?? '')
  const groups = (worker?.versions ?? []).flatMap(({ id }) => {
    const { requests, errors } = c.env.invocations.get(id) ?? {}
    return requests === undefined ? [] : [{ sum: { requests, errors }, dimensions: { scriptVersion: id } }]
  })
  return c.json({ data: { viewer: { accounts: [{ workersInvocationsAdaptive: groups }] } }, errors: null })
})
