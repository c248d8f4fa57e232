import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A trouble that a person was told of, once an hour at most while it lasts. */
export const alerts = sqliteTable(
  'alerts',
  {
    // What makes two troubles the same one.
    fingerprint: text().primaryKey(),
    // The stable name: `docs/runbooks` has a page for each.
    kind: text().notNull(),
    text: text().notNull(),
    occurrences: integer().notNull(),
    firstAt: integer({ mode: 'timestamp_ms' }).notNull(),
    lastAt: integer({ mode: 'timestamp_ms' }).notNull(),
    toldAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [index('alerts_last').on(table.lastAt)],
)

export type Alert = typeof alerts.$inferSelect
