import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Many deliveries that are announced again, newest first, and how far that has come. */
export const replays = sqliteTable(
  'replays',
  {
    id: text().primaryKey(),
    // A `DeliveryFilter`; it stands still, for it has an end in time.
    filter: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    tokenId: text().notNull(),
    requestedAt: integer({ mode: 'timestamp_ms' }).notNull(),
    expected: integer().notNull(),
    announced: integer().notNull().default(0),
    // Their bytes no longer verify, or are gone.
    refused: integer().notNull().default(0),
    // Where the next page begins.
    beforeAt: integer({ mode: 'timestamp_ms' }),
    beforeId: text(),
    finishedAt: integer({ mode: 'timestamp_ms' }),
  },
  (table) => [index('replays_requested').on(table.requestedAt)],
)

export type Replay = typeof replays.$inferSelect
