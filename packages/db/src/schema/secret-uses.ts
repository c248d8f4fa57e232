import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** How often a source's secret let a webhook in, and when last: what tells whether an old one can go. Sums of what the shards counted. */
export const secretUses = sqliteTable(
  'secret_uses',
  {
    source: text().notNull(),
    // Made from the secret, which it does not reveal.
    secretId: text().notNull(),
    hits: integer().notNull(),
    lastUsedAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.secretId] })],
)

export type SecretUse = typeof secretUses.$inferSelect
