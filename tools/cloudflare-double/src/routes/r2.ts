import { Hono } from 'hono'
import { type DoubleEnv, fail, ok } from '../http/answer.ts'

const describe = (name: string) => ({ name, creation_date: '2026-01-01T00:00:00Z' })

export const r2 = new Hono<DoubleEnv>()
  .get('/buckets', (c) => {
    const size = Number(c.req.query('per_page') ?? 20)
    return ok(c, { buckets: [...c.env.buckets.keys()].slice(0, size).map(describe) })
  })

  .post('/buckets', async (c) => {
    const { name } = await c.req.json<{ name: string }>()
    if (c.env.buckets.has(name)) {
      return fail(c, 409, 10_004, 'The bucket you tried to create already exists, and you own it.')
    }
    c.env.buckets.set(name, [])
    return ok(c, describe(name))
  })

  .get('/buckets/:name', (c) => {
    const name = c.req.param('name')
    return c.env.buckets.has(name)
      ? ok(c, describe(name))
      : fail(c, 404, 10_006, 'The specified bucket does not exist.')
  })

  .get('/buckets/:name/lifecycle', (c) => {
    const rules = c.env.buckets.get(c.req.param('name'))
    return rules ? ok(c, { rules }) : fail(c, 404, 10_006, 'The specified bucket does not exist.')
  })

  .put('/buckets/:name/lifecycle', async (c) => {
    const name = c.req.param('name')
    if (!c.env.buckets.has(name)) return fail(c, 404, 10_006, 'The specified bucket does not exist.')
    const { rules } = await c.req.json<{ rules: unknown[] }>()
    c.env.buckets.set(name, rules)
    return ok(c, {})
  })
