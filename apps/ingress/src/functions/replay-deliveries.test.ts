import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { addReplay, getReplay } from '@repo/db/replays'
import { loseFirstAnswer } from '@repo/testing/lose-first-answer'
import { runFunction } from '@repo/testing/run-function'
import { expect, it } from 'vitest'
import { anEngine, announcementsOf } from '../../test/engine.ts'
import { aStripeBody, postAsStripe } from '../../test/send.ts'
import { runDueAlarms } from '../../test/shard.ts'
import { inboxFor } from '../inbox/inbox-for.ts'

const db = createDb(env.DB)

/** So many webhooks of one customer, announced, and a replay of them that was asked for. */
async function aReplayOf(count: number) {
  const engine = anEngine()
  const customer = `cus_${crypto.randomUUID()}`
  const keys: string[] = []
  for (let i = 0; i < count; i++) {
    const { key, body } = aStripeBody({ data: { object: { id: 'cs_1', customer } } })
    await postAsStripe(body)
    await runDueAlarms(inboxFor(env, key))
    keys.push(key)
  }
  const id = crypto.randomUUID()
  const filter = { customerId: customer, to: Date.now() + 1 }
  await addReplay(db, { id, filter, tokenId: 'tok', requestedAt: new Date(), expected: count })
  return { engine, keys, id }
}

const run = (replayId: string, options = {}) =>
  runFunction(exports.default, {
    app: 'ingress',
    functionId: 'replay-deliveries',
    event: { name: 'ops/replay.requested', data: { replayId } },
    ...options,
  })

it('announces each once more and says how many, also of what could not be replayed', async () => {
  const { engine, keys, id } = await aReplayOf(4)
  const [erased = '', ...kept] = keys
  await inboxFor(env, erased).eraseDeliveries([erased], 'erasure-1')

  await run(id)

  for (const key of kept) {
    await runDueAlarms(inboxFor(env, key))
    expect(announcementsOf(engine, key)).toEqual([0, 1])
  }
  expect(await getReplay(db, id)).toMatchObject({ announced: 3, refused: 1, finishedAt: expect.any(Date) })
})

it('announces nothing twice when a page runs again, nor when the replay does', async () => {
  const { engine, keys, id } = await aReplayOf(3)

  await run(id, { onStep: loseFirstAnswer })
  await run(id)

  for (const key of keys) {
    await runDueAlarms(inboxFor(env, key))
    expect(announcementsOf(engine, key)).toEqual([0, 1])
  }
  expect(await getReplay(db, id)).toMatchObject({ announced: 3, refused: 0 })
})

it('ends at once when the replay does not exist', async () => {
  const ended = await run('replay-none')

  expect(ended).toMatchObject({ status: 'failed', error: { message: 'replay replay-none does not exist' } })
})
