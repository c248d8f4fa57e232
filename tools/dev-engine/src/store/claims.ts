import type { DatabaseSync } from 'node:sqlite'

export interface Claim {
  functionId: string
  kind: 'event-id' | 'idempotency'
  key: string
  now: number
  expiresAt: number
}

export function claimsTable(db: DatabaseSync) {
  const claim = db.prepare(`
    INSERT INTO claims (function_id, kind, key, expires_at) VALUES (:functionId, :kind, :key, :expiresAt)
    ON CONFLICT DO UPDATE SET expires_at = excluded.expires_at WHERE claims.expires_at <= :now
  `)

  return {
    /** True for the first to ask, and for the first after it has expired. */
    take: (wanted: Claim): boolean => claim.run({ ...wanted }).changes === 1,
  }
}
