import { sql } from 'drizzle-orm'
import { check, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { orders } from './orders.ts'

/** How many of an add-on can still be sold. The check is what makes overselling impossible. */
export const stock = sqliteTable(
  'stock',
  { sku: text().primaryKey(), available: integer().notNull() },
  (table) => [check('stock_never_negative', sql`${table.available} >= 0`)],
)

/** What an order took from the stock; the key is why it takes it once. */
export const stockReservations = sqliteTable(
  'stock_reservations',
  {
    orderId: text()
      .notNull()
      .references(() => orders.id),
    sku: text().notNull(),
    quantity: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.sku] })],
)

export type Stock = typeof stock.$inferSelect
