import { sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type SecretUse, secretUses } from '../schema/index.ts'

/** Notes sums of all that was counted so far. They only grow: where a shard did not answer, what it counted is not forgotten. */
export async function noteSecretUses(db: Db, uses: SecretUse[]): Promise<void> {
  const facts = uses.map((use) => ({ ...use, lastUsedAt: use.lastUsedAt.getTime() }))
  await db.run(sql`
    INSERT INTO secret_uses (source, secret_id, hits, last_used_at)
    SELECT value->>'source', value->>'secretId', value->>'hits', value->>'lastUsedAt'
    FROM json_each(${JSON.stringify(facts)}) WHERE true
    ON CONFLICT DO UPDATE SET hits = max(hits, excluded.hits), last_used_at = max(last_used_at, excluded.last_used_at)
    WHERE excluded.hits > hits OR excluded.last_used_at > last_used_at`)
}

export async function listSecretUses(db: Db): Promise<SecretUse[]> {
  return db.select().from(secretUses)
}
