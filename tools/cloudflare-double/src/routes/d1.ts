import { DatabaseSync } from 'node:sqlite'
import { type Context, Hono } from 'hono'
import { type DoubleEnv, fail, ok } from '../http/answer.ts'
import type { Account, D1 } from '../state/account.ts'

const describe = ({ id, name }: D1) => ({
  uuid: id,
  name,
  version: 'production',
  num_tables: 0,
  file_size: 0,
})

const find = ({ databases }: Account, idOrName: string) =>
  databases.find(({ id, name }) => id === idOrName || name === idOrName)

const unknown = (c: Context) => fail(c, 404, 7404, 'The database could not be found')

/** D1's API over SQLite in memory: the statements really run. */
export const d1 = new Hono<DoubleEnv>()
  .get('/database', (c) => {
    const page = Number(c.req.query('page') ?? 1)
    const size = Number(c.req.query('per_page') ?? 10)
    const name = c.req.query('name')
    const all = c.env.databases.filter((one) => !name || one.name === name)
    const shown = all.slice((page - 1) * size, page * size)
    return ok(c, shown.map(describe), {
      result_info: { page, per_page: size, count: shown.length, total_count: all.length },
    })
  })

  .post('/database', async (c) => {
    const { name } = await c.req.json<{ name: string }>()
    if (find(c.env, name)) return fail(c, 400, 7502, `A database with the name ${name} already exists`)
    const database = { id: c.env.newId(), name, db: new DatabaseSync(':memory:') }
    c.env.databases.push(database)
    return ok(c, describe(database))
  })

  .get('/database/:id', (c) => {
    const database = find(c.env, c.req.param('id'))
    return database ? ok(c, describe(database)) : unknown(c)
  })

  .post('/database/:id/query', async (c) => {
    const database = find(c.env, c.req.param('id'))
    if (!database) return unknown(c)
    const { sql, params = [] } = await c.req.json<{ sql: string; params?: (string | number)[] }>()
    try {
      return ok(c, [{ success: true, results: run(database.db, sql, params), meta: { duration: 0 } }])
    } catch (error) {
      return fail(c, 400, 7500, error instanceof Error ? error.message : 'the statement failed')
    }
  })

/** All statements or none, as D1 runs what it is sent at once. */
function run(db: DatabaseSync, sql: string, params: (string | number)[]): unknown[] {
  if (/^\s*(select|with|pragma)\b/i.test(sql)) return db.prepare(sql).all(...params)
  db.exec('BEGIN')
  try {
    db.exec(sql)
    db.exec('COMMIT')
    return []
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}
