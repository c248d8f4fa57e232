import { createDb } from '@repo/db'
import { addAuditEntry } from '@repo/db/audit-entries'
import type { Context } from 'hono'
import type { HonoEnv } from '../context.ts'

export type Action = 'replay' | 'replay-many' | 'test-delivery' | 'read-body' | 'erase' | 'reconcile'

/** Written before the change: what cannot be audited does not happen. Details hold ids and counts, never bodies. */
export async function audit(
  c: Context<HonoEnv>,
  action: Action,
  subject: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const { tokenId, teamId } = c.get('caller')
  const entry = { id: crypto.randomUUID(), at: new Date(), tokenId, teamId, action, subject, details }
  await addAuditEntry(createDb(c.env.DB), entry)
}
