import { env } from 'cloudflare:workers'
import { getTableColumns, getTableName, is, Table } from 'drizzle-orm'
import { expect, it } from 'vitest'
import * as schema from './index.ts'

const tables = Object.values(schema).filter((value) => is(value, Table))

const toSnakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

it.each(tables.map((table) => [getTableName(table), table] as const))(
  'makes %s from nothing, with the columns that the schema has',
  async (name, table) => {
    const { results } = await env.DB.prepare(`PRAGMA table_info(${name})`).all<{ name: string }>()

    const made = results.map((column) => column.name)
    expect(made.toSorted()).toEqual(Object.keys(getTableColumns(table)).map(toSnakeCase).toSorted())
  },
)

it('keeps deliveries without a rowid, which Drizzle cannot say', async () => {
  const { results } = await env.DB.prepare('PRAGMA table_list').all<{ name: string; wr: number }>()

  expect(results.find(({ name }) => name === 'deliveries')?.wr).toBe(1)
})
