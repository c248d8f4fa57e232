import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** `unheard`: announced more than once, and no function has said a word. `dead`: Inngest refuses its event. */
export const deliveryStatuses = [
  'pending',
  'announced',
  'not_handled',
  'handled',
  'failed',
  'unheard',
  'dead',
] as const

/** How a delivery stood to other news of its object when it was announced. */
export const deliveryOrderings = ['newest', 'tie', 'stale'] as const

export type DeliveryOrdering = (typeof deliveryOrderings)[number]

export type DeliveryStatus = (typeof deliveryStatuses)[number]

/** What the operator sees of a delivery: a projection of the Inbox, which alone knows the truth. No bodies. */
export const deliveries = sqliteTable(
  'deliveries',
  {
    id: text().primaryKey(),
    source: text().notNull(),
    type: text().notNull(),
    objectId: text(),
    // What orders the news of one object: the object, and the sender's count in seconds since 1970.
    objectKey: text(),
    sequence: integer(),
    ordering: text({ enum: deliveryOrderings }),
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
