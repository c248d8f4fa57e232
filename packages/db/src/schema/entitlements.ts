import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { teams } from './teams.ts'

/** What a team may use, and what gave it: an order or a subscription (`grantedBy`). */
export const entitlements = sqliteTable(
  'entitlements',
  {
    id: integer().primaryKey(),
    teamId: text()
      .notNull()
      .references(() => teams.id),
    sku: text().notNull(),
    quantity: integer().notNull(),
    grantedBy: text().notNull(),
    grantedAt: integer({ mode: 'timestamp_ms' }).notNull(),
    endedAt: integer({ mode: 'timestamp_ms' }),
  },
  // An order that is fulfilled twice gives once.
  (table) => [
    uniqueIndex('entitlements_grant').on(table.grantedBy, table.sku),
    index('entitlements_team').on(table.teamId),
  ],
)

export type Entitlement = typeof entitlements.$inferSelect
