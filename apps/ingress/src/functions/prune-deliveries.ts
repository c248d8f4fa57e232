import { pruneAlerts } from '@repo/db/alerts'
import { pruneAuditEntries } from '@repo/db/audit-entries'
import { pruneDeliveries as pruneProjection } from '@repo/db/deliveries'
import { pruneReconciliations } from '@repo/db/reconciliations'
import { DomainError } from '@repo/worker-kit/errors'
import { cron } from 'inngest'
import { inngest } from '../inngest.ts'
import { inboxShard } from '../inbox/inbox-for.ts'
import { shardNames } from '../rules/shard-of.ts'

const DAY_MS = 86_400_000
const BODIES_KEPT_DAYS = 30
const KEYS_KEPT_DAYS = 90
const AUDIT_KEPT_DAYS = 365
const ROWS_A_STATEMENT = 5_000
// A million rows a day: more than D1 could take in.
const STATEMENTS_MAX = 200

/**
 * Forgets bodies 30 days after the delivery last changed, deliveries and what was told of them after 90, what D1 shows of them after `PROJECTION_KEPT_DAYS`, the
 * audit after a year. Its effects can be repeated at will.
 */
export const pruneDeliveries = inngest.createFunction(
  { id: 'prune-deliveries', triggers: [cron('TZ=UTC 17 3 * * *')], retries: 3, concurrency: 1 },
  async ({ event, step, db, inbox, projectionKeptDays }) => {
    const now = event.ts ?? 0

    const shardRows = await step.run('prune-shards', async () => {
      let touched = 0
      for (const name of shardNames) {
        const shard = inboxShard({ INBOX: inbox }, name)
        touched += await pruneAll(shard, now - BODIES_KEPT_DAYS * DAY_MS, now - KEYS_KEPT_DAYS * DAY_MS)
      }
      return touched
    })

    const rows = await step.run('prune-projection', async () => {
      const before = new Date(now - days(projectionKeptDays) * DAY_MS)
      let pruned = 0
      for (let statements = 0; statements < STATEMENTS_MAX; statements++) {
        const went = await pruneProjection(db, before, ROWS_A_STATEMENT)
        pruned += went
        if (went < ROWS_A_STATEMENT) break
      }
      return pruned
    })
    const records = await step.run('prune-records', async () => {
      const keysBefore = new Date(now - KEYS_KEPT_DAYS * DAY_MS)
      const auditBefore = new Date(now - AUDIT_KEPT_DAYS * DAY_MS)
      const pruned = await Promise.all([
        pruneAlerts(db, keysBefore),
        pruneReconciliations(db, keysBefore),
        pruneAuditEntries(db, auditBefore),
      ])
      return pruned.reduce((sum, count) => sum + count, 0)
    })
    return { shardRows, rows, records }
  },
)

async function pruneAll(
  shard: ReturnType<typeof inboxShard>,
  bodiesBefore: number,
  keysBefore: number,
): Promise<number> {
  let touched = 0
  for (;;) {
    const pruned = await shard.prune(bodiesBefore, keysBefore)
    touched += pruned.touched
    if (pruned.isDone) return touched
  }
}

function days(setting: string): number {
  const days = Number(setting)
  if (Number.isInteger(days) && days >= 1 && days <= KEYS_KEPT_DAYS) return days
  throw new DomainError('invalid', `PROJECTION_KEPT_DAYS is ${setting}`, {
    field: 'PROJECTION_KEPT_DAYS',
    limit: `1 to ${KEYS_KEPT_DAYS} days`,
  })
}
