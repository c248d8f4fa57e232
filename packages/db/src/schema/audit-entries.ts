import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What an operator changed, or was shown of a customer's data; written before it happens. */
export const auditEntries = sqliteTable(
  'audit_entries',
  {
    id: text().primaryKey(),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
    tokenId: text().notNull(),
    teamId: text().notNull(),
    // `replay`, `replay-many`, `test-delivery`, `read-body`, `erase`, `reconcile`.
    action: text().notNull(),
    subject: text().notNull(),
    details: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index('audit_entries_at').on(table.at)],
)

export type AuditEntry = typeof auditEntries.$inferSelect
