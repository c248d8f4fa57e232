import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import * as schema from './schema/index.ts'

export type Db = DrizzleD1Database<typeof schema> & { $client: D1Database }

/** Cheap enough to make for each request; D1 itself holds the connection. */
export function createDb(binding: D1Database): Db {
  return drizzle(binding, { schema, casing: 'snake_case' })
}
