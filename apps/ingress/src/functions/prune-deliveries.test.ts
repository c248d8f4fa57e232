import { env, exports } from 'cloudflare:workers'
import { runFunction } from '@repo/testing/run-function'
import { expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine } from '../../test/engine.ts'
import { projected, runDueAlarms } from '../../test/shard.ts'
import { inboxFor } from '../inbox/inbox-for.ts'

const DAY_MS = 86_400_000

const prune = () =>
  runFunction(exports.default, {
    app: 'ingress',
    functionId: 'prune-deliveries',
    event: { name: 'inngest/scheduled.timer' },
  })

/** A delivery in its own shard and in D1, come in so many days ago. */
async function aDeliveryFrom(days: number) {
  anEngine()
  const delivery = aDelivery({ receivedAt: Date.now() - days * DAY_MS })
  const shard = inboxFor(env, delivery.key)
  await shard.accept(delivery)
  await runDueAlarms(shard)
  return { key: delivery.key, shard }
}

it('forgets bodies after 30 days and deliveries after 90; D1 forgets all of it after as many as are set', async () => {
  const [gone, old, fresh] = [await aDeliveryFrom(91), await aDeliveryFrom(31), await aDeliveryFrom(29)]

  const run = await prune()

  // The oldest loses its body first, then its row.
  expect(run).toMatchObject({ status: 'completed', output: { shardRows: 3, rows: 2 } })
  expect((await fresh.shard.read(fresh.key))?.body).not.toBeNull()
  expect(await old.shard.read(old.key)).toMatchObject({ body: null })
  expect(await gone.shard.read(gone.key)).toBeNull()
  expect(await projected(fresh.key)).toMatchObject({ status: 'announced' })
  expect(await projected(old.key)).toBeUndefined()
  expect(await projected(gone.key)).toBeUndefined()
})

it('can be repeated at will', async () => {
  const { key } = await aDeliveryFrom(91)
  await prune()

  const again = await prune()

  expect(again).toMatchObject({ status: 'completed', output: { shardRows: 0, rows: 0 } })
  expect(again.steps).toEqual({ 'prune-shards': 1, 'prune-projection': 1, 'prune-records': 1 })
  expect(await projected(key)).toBeUndefined()
})
