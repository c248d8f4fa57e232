import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The tenant: whoever signs up, pays and searches does it as a team. */
export const teams = sqliteTable('teams', {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
})

export type Team = typeof teams.$inferSelect
