import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { users } from './users.ts'

/** A mail, from the moment it is decided. */
export const mails = sqliteTable(
  'mails',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id),
    // Why it is sent: `welcome`, `tips`, `digest:2026-11-23`.
    reason: text().notNull(),
    recipient: text().notNull(),
    // This and the two after it are empty in a mail whose sending ended before it was written.
    subject: text().notNull(),
    html: text().notNull(),
    text: text().notNull(),
    // `refused`: certainly not sent. `failed`: nobody answered, so that it may have been.
    status: text({ enum: ['sending', 'captured', 'sent', 'refused', 'failed'] }).notNull(),
    error: text(),
    createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  // A reason is a reason once.
  (table) => [
    uniqueIndex('mails_reason').on(table.userId, table.reason),
    index('mails_created').on(table.createdAt),
  ],
)

export type Mail = typeof mails.$inferSelect
