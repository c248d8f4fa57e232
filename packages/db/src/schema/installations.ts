import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { teams } from './teams.ts'

/** An installation of the GitHub App, and the team that it belongs to once an operator has said so. */
export const installations = sqliteTable('installations', {
  id: text().primaryKey(),
  teamId: text().references(() => teams.id),
  account: text().notNull(),
  status: text({ enum: ['active', 'suspended', 'deleted'] }).notNull(),
  // When GitHub says it last changed: older news never overwrites newer.
  asOf: integer({ mode: 'timestamp_ms' }).notNull(),
})

export type Installation = typeof installations.$inferSelect
