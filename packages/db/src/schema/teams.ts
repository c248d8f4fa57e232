import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** The tenant: whoever signs up, pays and searches does it as a team. */
export const teams = sqliteTable(
  'teams',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    // What a team is called in addresses.
    slug: text(),
    createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [uniqueIndex('teams_slug').on(table.slug)],
)

export type Team = typeof teams.$inferSelect
