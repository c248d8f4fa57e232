import { finishErasure, getErasure } from '@repo/db/erasures'
import { erasureRequested } from '@repo/events/ops'
import { bringInUnfiled } from '../erase/bring-in-unfiled.ts'
import { countErased } from '../erase/count-erased.ts'
import { eraseInR2 } from '../erase/erase-in-r2.ts'
import { eraseInShard } from '../erase/erase-in-shard.ts'
import { inngest } from '../inngest.ts'
import { shardNames } from '../rules/shard-of.ts'

const SHARDS_PER_STEP = 8

/**
 * Forgets the stored bodies that mention a person: shard by shard, then page by page in R2. The event says only which erasure; who it is
 * stands in D1 until it is done. It may break off anywhere and be asked for again.
 */
export const erasePerson = inngest.createFunction(
  { id: 'erase-person', triggers: [erasureRequested], retries: 10, concurrency: 1 },
  async ({ event, step, db, bindings, now }) => {
    const { erasureId } = event.data
    const isOpen = await step.run('bring-in-unfiled', async () => {
      const { finishedAt } = await getErasure(db, erasureId)
      if (finishedAt === null) await bringInUnfiled(bindings)
      return finishedAt === null
    })
    if (!isOpen) return { erasureId }

    for (let i = 0; i < shardNames.length; i += SHARDS_PER_STEP) {
      await step.run(`erase-from-shards-${i}`, async () => {
        const erasure = await getErasure(db, erasureId)
        const some = shardNames.slice(i, i + SHARDS_PER_STEP)
        await Promise.all(some.map((shard) => eraseInShard(bindings, shard, erasure)))
      })
    }
    let place: string | null = ''
    for (let page = 0; place !== null; page++) {
      const after: string = place
      place = await step.run(`erase-from-r2-${page}`, async () =>
        eraseInR2(bindings, await getErasure(db, erasureId), after),
      )
    }
    const erased = await step.run('finish-erasure', async () => {
      const count = await countErased(bindings, erasureId)
      await finishErasure(db, erasureId, count, now())
      return count
    })
    return { erasureId, erased }
  },
)
