import { Hono } from 'hono'
import { type DoubleEnv, ok } from '../http/answer.ts'

/** Whom a token belongs to. */
export const identity = new Hono<DoubleEnv>()
  .get('/user/tokens/verify', (c) => ok(c, { id: 'token', status: 'active' }))
  .get('/user', (c) => ok(c, { id: 'user', email: 'operator@example.com' }))
  .get('/accounts', (c) => ok(c, [{ id: c.env.id, name: 'Double' }], { result_info: onePage }))
  .get('/memberships', (c) =>
    ok(c, [{ id: 'member', account: { id: c.env.id, name: 'Double' } }], { result_info: onePage }),
  )

const onePage = { page: 1, per_page: 50, count: 1, total_count: 1, total_pages: 1 }
