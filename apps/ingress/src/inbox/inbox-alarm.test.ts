import { env } from 'cloudflare:workers'
import { abortAllDurableObjects } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine, answers } from '../../test/engine.ts'
import { again, alarmOf, aShard, pass, runDueAlarms } from '../../test/shard.ts'

const rename = (from: string, to: string) => env.DB.exec(`ALTER TABLE ${from} RENAME TO ${to}`)

it('what comes in after the shard was killed puts off nothing that waits', async () => {
  const engine = anEngine()
  const shard = aShard()
  await rename('deliveries', 'broken')
  await shard.accept(aDelivery())
  for (let i = 0; i < 8; i++) {
    await runDueAlarms(shard)
    pass(60_000)
  }
  await runDueAlarms(shard)
  engine.answer = answers(503)
  await shard.accept(aDelivery())
  await runDueAlarms(shard)
  const announcesAt = await alarmOf(shard)
  await abortAllDurableObjects()

  await again(shard).accept(aDelivery({ isHandled: false }))

  expect(await alarmOf(again(shard))).toBe(announcesAt)
  await rename('broken', 'deliveries')
})
