import { finishErasure, getErasure } from '@repo/db/erasures'
import { erasureRequested } from '@repo/events/ops'
import { bringInUnfiled } from '../erase/bring-in-unfiled.ts'
import { eraseInShard } from '../erase/erase-in-shard.ts'
import { inngest } from '../inngest.ts'
import { shardNames } from '../rules/shard-of.ts'

const SHARDS_PER_STEP = 8

/** Forgets the stored bodies that mention a person, shard by shard. The event says only which erasure; who it is stands in D1 until it is done. */
export const erasePerson = inngest.createFunction(
  { id: 'erase-person', triggers: [erasureRequested], retries: 10, concurrency: 1 },
  async ({ event, step, db, bindings, now }) => {
    const { erasureId } = event.data
    await step.run('bring-in-unfiled', () => bringInUnfiled(bindings))
    let erased = 0
    for (let i = 0; i < shardNames.length; i += SHARDS_PER_STEP) {
      erased += await step.run(`erase-from-shards-${i}`, async () => {
        const { mentions } = await getErasure(db, erasureId)
        const some = shardNames.slice(i, i + SHARDS_PER_STEP)
        const counts = await Promise.all(some.map((shard) => eraseInShard(bindings, shard, mentions)))
        return counts.reduce((sum, count) => sum + count, 0)
      })
    }
    await step.run('finish-erasure', () => finishErasure(db, erasureId, erased, now()))
    return { erasureId, erased }
  },
)
