import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const deliveryStatuses = ['pending', 'announced', 'not_handled', 'handled', 'failed', 'dead'] as const

export type DeliveryStatus = (typeof deliveryStatuses)[number]

/** What the operator sees of a delivery: a projection of the Inbox, which alone knows the truth. No bodies. */
export const deliveries = sqliteTable(
  'deliveries',
  {
    id: text().primaryKey(),
    source: text().notNull(),
    type: text().notNull(),
    objectId: text(),
    status: text({ enum: deliveryStatuses }).notNull(),
    announcement: integer().notNull(),
    sizeBytes: integer().notNull(),
    // Inngest's own id of the announcing event: the way to its runs.
    eventId: text(),
    runId: text(),
    error: text(),
    receivedAt: integer({ mode: 'timestamp_ms' }).notNull(),
    // Counts the changes of the delivery in its shard, so that a late copy never overwrites a newer one.
    revision: integer().notNull(),
  },
  (table) => [index('deliveries_received').on(table.receivedAt)],
)

export type Delivery = typeof deliveries.$inferSelect
