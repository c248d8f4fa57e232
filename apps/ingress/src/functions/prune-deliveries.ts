import { pruneDeliveries as pruneProjection } from '@repo/db/deliveries'
import { cron } from 'inngest'
import { inngest } from '../inngest.ts'
import { inboxShard } from '../inbox/inbox-for.ts'
import { shardNames } from '../rules/shard-of.ts'

const DAY_MS = 86_400_000
const BODIES_KEPT_DAYS = 30
const KEYS_KEPT_DAYS = 90

/** Forgets bodies after 30 days and deliveries after 90. Its effects can be repeated at will. */
export const pruneDeliveries = inngest.createFunction(
  { id: 'prune-deliveries', triggers: [cron('TZ=UTC 17 3 * * *')], retries: 3, concurrency: 1 },
  async ({ event, step, db, inbox }) => {
    const now = event.ts ?? 0

    const shardRows = await step.run('prune-shards', async () => {
      let touched = 0
      for (const shard of shardNames) {
        touched += await inboxShard({ INBOX: inbox }, shard).prune(
          now - BODIES_KEPT_DAYS * DAY_MS,
          now - KEYS_KEPT_DAYS * DAY_MS,
        )
      }
      return touched
    })

    const rows = await step.run('prune-projection', () =>
      pruneProjection(db, new Date(now - KEYS_KEPT_DAYS * DAY_MS)),
    )
    return { shardRows, rows }
  },
)
