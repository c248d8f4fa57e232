import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A person whose stored webhooks are to be forgotten. */
export const erasures = sqliteTable('erasures', {
  id: text().primaryKey(),
  // Words that only this person's bodies hold: an address, a customer id. Gone once the erasure is done.
  mentions: text({ mode: 'json' }).$type<string[]>().notNull(),
  requestedAt: integer({ mode: 'timestamp_ms' }).notNull(),
  erased: integer().notNull().default(0),
  finishedAt: integer({ mode: 'timestamp_ms' }),
})

export type Erasure = typeof erasures.$inferSelect
