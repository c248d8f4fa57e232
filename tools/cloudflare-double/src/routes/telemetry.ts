import { Hono } from 'hono'
import { type DoubleEnv, ok } from '../http/answer.ts'

type Query = { parameters?: { filters?: { key: string; value: unknown }[] } }

/** The one question that a deploy asks of the logs: answers of 500 and above of a worker, by version. */
export const telemetry = new Hono<DoubleEnv>().post('/telemetry/query', async (c) => {
  const { parameters } = await c.req.json<Query>()
  const name = parameters?.filters?.find(({ key }) => key === '$workers.scriptName')?.value
  const versions = c.env.workers.get(String(name))?.versions ?? []
  const aggregates = versions.flatMap(({ id }) => {
    const value = c.env.invocations.get(id)?.answered
    return value === undefined ? [] : [{ value, groups: [{ key: '$workers.scriptVersion.id', value: id }] }]
  })
  return ok(c, { calculations: [{ calculation: 'count', aggregates }] })
})
