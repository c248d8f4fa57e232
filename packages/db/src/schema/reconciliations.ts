import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** How far we have compared with a sender's own list. A sender may have several: GitHub's App and each repository's hook. */
export const reconciliations = sqliteTable('reconciliations', {
  // `stripe`, `github`, `github:owner/repository/hook`, `resend`.
  channel: text().primaryKey(),
  source: text().notNull(),
  // Everything that happened up to here is compared.
  comparedTo: integer({ mode: 'timestamp_ms' }).notNull(),
  // Senders list the newest first: a walk goes from here down to `comparedTo`, page by page.
  walkFrom: integer({ mode: 'timestamp_ms' }),
  nextPage: text(),
  checkedAt: integer({ mode: 'timestamp_ms' }).notNull(),
})

/** How many deliveries of a day (UTC) the sender's list names. */
export const reconciledDays = sqliteTable(
  'reconciled_days',
  {
    channel: text().notNull(),
    source: text().notNull(),
    day: text().notNull(),
    expected: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.day] }),
    index('reconciled_days_day').on(table.day),
  ],
)

/** A delivery that the sender's list names and that we did not have when we compared. */
export const missingDeliveries = sqliteTable(
  'missing_deliveries',
  {
    channel: text().notNull(),
    // What the sender calls it.
    senderId: text().notNull(),
    source: text().notNull(),
    // What the sender's API calls this attempt, where it asks for that.
    attemptId: text().notNull(),
    type: text().notNull(),
    occurredAt: integer({ mode: 'timestamp_ms' }).notNull(),
    requests: integer().notNull().default(0),
    requestedAt: integer({ mode: 'timestamp_ms' }),
    healedAt: integer({ mode: 'timestamp_ms' }),
    error: text(),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.senderId] }),
    index('missing_deliveries_open')
      .on(table.channel, table.occurredAt)
      .where(sql`${table.healedAt} is null`),
    index('missing_deliveries_occurred').on(table.occurredAt),
  ],
)

export type Reconciliation = typeof reconciliations.$inferSelect
export type MissingDelivery = typeof missingDeliveries.$inferSelect
