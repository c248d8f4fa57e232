import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The newest we know of a Stripe subscription. */
export const subscriptions = sqliteTable('subscriptions', {
  id: text().primaryKey(),
  customerId: text().notNull(),
  status: text().notNull(),
  endedAt: integer({ mode: 'timestamp_ms' }),
  // `created` of the Stripe event that wrote this row: older news never overwrites newer.
  asOf: integer({ mode: 'timestamp_ms' }).notNull(),
})

export type Subscription = typeof subscriptions.$inferSelect
