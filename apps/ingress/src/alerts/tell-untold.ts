import { createDb } from '@repo/db'
import { claimTelling, forgetTold, listUntold } from '@repo/db/alerts'
import type { Bindings } from '../context.ts'
import { tellOperators } from './tell-operators.ts'

const DAY_MS = 86_400_000
const AT_ONCE = 10

/** Tells a person again of what nobody took within the last day, since what was raised once does not come again by itself. */
export async function tellUntold(env: Bindings, now: Date): Promise<void> {
  const db = createDb(env.DB)
  for (const alert of await listUntold(db, new Date(now.getTime() - DAY_MS), AT_ONCE)) {
    const { kind, fingerprint, text, occurrences, toldAt } = alert
    if (!(await claimTelling(db, fingerprint, toldAt, now))) continue
    if (await tellOperators(env, { kind, fingerprint, text, occurrences })) continue
    await forgetTold(db, fingerprint)
    return
  }
}
