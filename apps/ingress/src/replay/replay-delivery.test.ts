import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { runInDurableObject } from 'cloudflare:test'
import { anEngine, announcementsOf } from '../../test/engine.ts'
import { aStripeBody, postAsGithub, postAsStripe } from '../../test/send.ts'
import { pass, runDueAlarms } from '../../test/shard.ts'
import { utf8 } from '../../test/sign.ts'
import type { Bindings } from '../context.ts'
import { inboxFor } from '../inbox/inbox-for.ts'
import { replayDelivery } from './replay-delivery.ts'

const DAY_MS = 86_400_000

/** A webhook of Stripe's that came in through the door, signed with one of the secrets, and was announced. */
async function aWebhook({ note = '', secret = 'whsec_test' } = {}) {
  const engine = anEngine()
  const { key, body } = aStripeBody({ note })
  await postAsStripe(body, { secret })
  await runDueAlarms(inboxFor(env, key))
  return { engine, key }
}

const replay = (key: string, bindings: Bindings = env, replayId: string = crypto.randomUUID()) =>
  replayDelivery(bindings, key, { replayId })

const alter = (key: string, update: string) =>
  runInDurableObject(inboxFor(env, key), (_, { storage }) => void storage.sql.exec(update, key))

describe('a replay', () => {
  it.each([
    ['in the shard', ''],
    ['in R2', 'x'.repeat(100 * 1024)],
  ])(
    'verifies bytes that lie %s as they were signed, days later, and announces them again',
    async (_, note) => {
      const { engine, key } = await aWebhook({ note })
      pass(20 * DAY_MS)

      expect(await replay(key)).toBe(1)
      await runDueAlarms(inboxFor(env, key))

      expect(announcementsOf(engine, key)).toEqual([0, 1])
    },
  )

  it('verifies GitHub’s webhooks, whose signature knows no time', async () => {
    anEngine()
    const response = await postAsGithub(utf8(`{"action":"opened","at":"${crypto.randomUUID()}"}`))
    const { deliveryId } = await response.json<{ deliveryId: string }>()

    expect(await replay(deliveryId)).toBe(1)
  })

  it('changes nothing in a dry run', async () => {
    const { engine, key } = await aWebhook()

    const replayId = crypto.randomUUID()
    expect(await replayDelivery(env, key, { replayId, isDryRun: true })).toBe(1)
    await runDueAlarms(inboxFor(env, key))

    expect(announcementsOf(engine, key)).toEqual([0])
  })

  it.each([
    ['bytes', `UPDATE bodies SET body = x'7b7d' WHERE id = (SELECT body_id FROM deliveries WHERE key = ?)`],
    ['time of receipt', `UPDATE deliveries SET received_at = received_at + 301000 WHERE key = ?`],
    ['signature', `UPDATE deliveries SET headers = '{"stripe-signature":"t=1,v1=00"}' WHERE key = ?`],
  ])('refuses a delivery whose %s is not what was signed', async (_, update) => {
    const { engine, key } = await aWebhook()
    await alter(key, update)

    await expect(replay(key)).rejects.toMatchObject({ code: 'conflict', details: { field: 'id' } })

    await runDueAlarms(inboxFor(env, key))
    expect(announcementsOf(engine, key)).toEqual([0])
  })

  it('trusts a rolled secret as long as it stands among the retired ones', async () => {
    const { key } = await aWebhook({ secret: 'whsec_next' })
    const rolled = { ...env, STRIPE_WEBHOOK_SECRET: 'whsec_test' }

    await expect(replay(key, rolled)).rejects.toThrow('name it in STRIPE_WEBHOOK_SECRET_RETIRED')
    expect(await replay(key, { ...rolled, STRIPE_WEBHOOK_SECRET_RETIRED: 'whsec_next' })).toBe(1)
  })

  it('cannot be had of what is gone: the delivery, its body, or the object in R2', async () => {
    const { key } = await aWebhook()
    await inboxFor(env, key).eraseDeliveries([key], 'erasure-1')
    const large = await aWebhook({ note: 'x'.repeat(100 * 1024) })
    await env.BODIES.delete((await inboxFor(env, large.key).read(large.key))?.bodyRef ?? '')

    for (const gone of ['stripe:evt_none', key, large.key]) {
      await expect(replay(gone)).rejects.toMatchObject({ code: 'not_found' })
    }
  })
})
