import { sql } from 'drizzle-orm'
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
    // Whom it is about, in the sender's words: a Stripe customer, an installation of the GitHub App.
    customerId: text(),
    // The sender's own number of it where that is not in the id: what GitHub lists its deliveries by.
    senderId: text(),
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
  // What an operator asks by, each newest first: the primary key is the end of every index, so pages follow (receivedAt, id).
  // None holds a column that changes, but the last, which holds only what is in trouble.
  (table) => [
    index('deliveries_received').on(table.receivedAt),
    index('deliveries_source').on(table.source, table.receivedAt),
    index('deliveries_type').on(table.type, table.receivedAt),
    index('deliveries_object')
      .on(table.objectId, table.receivedAt)
      .where(sql`${table.objectId} is not null`),
    index('deliveries_customer')
      .on(table.customerId, table.receivedAt)
      .where(sql`${table.customerId} is not null`),
    index('deliveries_sender')
      .on(table.senderId)
      .where(sql`${table.senderId} is not null`),
    index('deliveries_in_trouble')
      .on(table.receivedAt)
      .where(sql`${table.status} in ('pending', 'failed', 'dead', 'unheard')`),
  ],
)

export type Delivery = typeof deliveries.$inferSelect
