import { expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine } from '../../test/engine.ts'
import { aShard, runDueAlarms } from '../../test/shard.ts'

const DAY_MS = 86_400_000

/** A delivery that came in, was announced and is forgotten after 90 days. */
async function aForgotten(signsTime: boolean) {
  const engine = anEngine()
  const [shard, delivery] = [aShard(), aDelivery({ signsTime })]
  await shard.accept(delivery)
  await runDueAlarms(shard)
  await shard.prune(delivery.receivedAt + DAY_MS, delivery.receivedAt + DAY_MS)
  expect(await shard.read(delivery.key)).toBeNull()
  return { engine, shard, delivery }
}

it('a body whose signature says no time does not come in again, however long ago it was forgotten', async () => {
  const { engine, shard, delivery } = await aForgotten(false)

  await shard.accept(delivery)
  await runDueAlarms(shard)

  expect(await shard.read(delivery.key)).toBeNull()
  expect(engine.taken).toEqual([`${delivery.key}#0`])
})

it('one whose signature says its time leaves nothing behind: the door refuses it as too old', async () => {
  const { shard, delivery } = await aForgotten(true)

  await shard.accept(delivery)

  expect(await shard.read(delivery.key)).toMatchObject({ status: 'pending' })
})

it('nothing that still waits is forgotten', async () => {
  const [shard, delivery] = [aShard(), aDelivery()]
  await shard.accept(delivery)

  await shard.prune(delivery.receivedAt + DAY_MS, delivery.receivedAt + DAY_MS)

  expect(await shard.read(delivery.key)).toMatchObject({ status: 'pending' })
})
