import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { teams } from './teams.ts'

/** By content; the last is whatever we cannot read. */
export const contentTypes = [
  'application/pdf',
  'text/html',
  'text/markdown',
  'text/plain',
  'application/octet-stream',
] as const

/** A file of a team. The id is made from team, source and name, so that what comes under the same name is the same document. */
export const documents = sqliteTable(
  'documents',
  {
    id: text().primaryKey(),
    teamId: text()
      .notNull()
      .references(() => teams.id),
    // Where it comes from: `upload`, or `github:<owner>/<repo>/<path>`.
    source: text().notNull(),
    name: text().notNull(),
    contentType: text({ enum: contentTypes }).notNull(),
    sizeBytes: integer().notNull(),
    // Empty where the bytes are too many to be kept.
    sha256: text().notNull(),
    // Grows with each change of content, each removal and each new try: work for an older version changes nothing.
    version: integer().notNull().default(1),
    status: text({ enum: ['uploaded', 'indexing', 'indexed', 'failed', 'deleted'] })
      .notNull()
      .default('uploaded'),
    error: text(),
    // How many passages of it the index holds.
    chunkCount: integer().notNull().default(0),
    // When the source last changed, as far as we know: older news never overwrites newer.
    asOf: integer({ mode: 'timestamp_ms' }).notNull(),
    createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [
    index('documents_team').on(table.teamId, table.createdAt),
    index('documents_created').on(table.createdAt),
    // Read every minute: so it holds only those that wait for their announcement.
    index('documents_waiting')
      .on(table.updatedAt)
      .where(sql`${table.status} = 'uploaded'`),
  ],
)

export type Document = typeof documents.$inferSelect
export type NewDocument = typeof documents.$inferInsert
