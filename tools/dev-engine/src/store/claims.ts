import type { Journal } from './create-journal.ts'
import { createTable } from './create-table.ts'

export interface Claim {
  functionId: string
  /** What the event id was spent on: a run, or a place within a rate limit. */
  kind: 'run' | 'rate'
  key: string
  expiresAt: number
}

export function claimsTable(journal: Journal) {
  const table = createTable<Claim>(journal, 'claims', keyOf)

  return {
    table,
    /** True for the first to ask, and for the first after it has expired. */
    take(wanted: Claim, now: number): boolean {
      const known = table.get(keyOf(wanted))
      if (known && known.expiresAt > now) return false
      table.save(wanted)
      return true
    },
    isTaken(wanted: Omit<Claim, 'expiresAt'>, now: number): boolean {
      const known = table.get(keyOf(wanted))
      return known !== undefined && known.expiresAt > now
    },
    forgetExpired(now: number): void {
      for (const claim of table.values()) if (claim.expiresAt <= now) table.remove(keyOf(claim))
    },
  }
}

function keyOf({ functionId, kind, key }: Omit<Claim, 'expiresAt'>): string {
  return JSON.stringify([functionId, kind, key])
}
