import { createDb } from '@repo/db'
import { listOpenErasures } from '@repo/db/erasures'
import type { Alert } from '../alerts/alert.ts'
import type { Bindings } from '../context.ts'
import { startErasure } from '../erase/start-erasure.ts'

const STARTS_WITHIN_MS = 5 * 60_000
const AT_ONCE = 10

/** Asks again for erasures that have not finished, under the same event id: one that runs is not run twice. */
export async function lookAtErasures(env: Bindings, now: Date): Promise<Alert[]> {
  const before = new Date(now.getTime() - STARTS_WITHIN_MS)
  for (const id of await listOpenErasures(createDb(env.DB), before, AT_ONCE)) await startErasure(env, id)
  return []
}
