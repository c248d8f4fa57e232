import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { teams } from './teams.ts'

export type OrderLine = { sku: string; quantity: number }

/** Add-ons that a team buys once. The id is made from the checkout or the idempotency key, so it is the lock against a second copy. */
export const orders = sqliteTable(
  'orders',
  {
    id: text().primaryKey(),
    teamId: text()
      .notNull()
      .references(() => teams.id),
    status: text({ enum: ['placed', 'backordered', 'completed', 'failed'] })
      .notNull()
      .default('placed'),
    // Grows each time the order is tried anew, so that Inngest does not take the new try for a copy.
    announcement: integer().notNull().default(0),
    lines: text({ mode: 'json' }).$type<OrderLine[]>().notNull(),
    // Set on orders from Stripe Checkout: they are paid before we hear of them.
    checkoutSessionId: text(),
    paymentMethodId: text(),
    paymentIntentId: text(),
    // Stripe repeats its answer to a key, so the try after a decline needs another one.
    declines: integer().notNull().default(0),
    missing: text({ mode: 'json' }).$type<OrderLine[]>(),
    failureReason: text(),
    createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [
    index('orders_created').on(table.createdAt),
    index('orders_status').on(table.status, table.createdAt),
  ],
)

export type Order = typeof orders.$inferSelect
export type NewOrder = typeof orders.$inferInsert
