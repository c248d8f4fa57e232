import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { teams } from './teams.ts'

/** A person who belongs to a team. */
export const users = sqliteTable(
  'users',
  {
    id: text().primaryKey(),
    teamId: text()
      .notNull()
      .references(() => teams.id),
    // Lower case: one person is one row, however they type it.
    email: text().notNull(),
    name: text().notNull(),
    wantsDigest: integer({ mode: 'boolean' }).notNull(),
    createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
    // Set once there is a welcome mail, whatever becomes of it.
    greetedAt: integer({ mode: 'timestamp_ms' }),
  },
  (table) => [
    uniqueIndex('users_email').on(table.teamId, table.email),
    index('users_created').on(table.createdAt),
    // Read once a day from end to end, and by nobody else: so it holds only those who want a digest.
    index('users_digest')
      .on(table.id)
      .where(sql`${table.wantsDigest} = 1`),
    // Read every minute: so it holds only those whom nobody has greeted.
    index('users_ungreeted')
      .on(table.createdAt)
      .where(sql`${table.greetedAt} IS NULL`),
  ],
)

export type User = typeof users.$inferSelect
export type NewUser = typeof users.$inferInsert
