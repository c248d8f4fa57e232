import { env } from 'cloudflare:workers'
import { runInDurableObject } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine, announcementsOf } from '../../test/engine.ts'
import { aStripeBody, postAsGithub, postAsStripe } from '../../test/send.ts'
import { runDueAlarms } from '../../test/shard.ts'
import { utf8 } from '../../test/sign.ts'
import { inboxFor } from '../inbox/inbox-for.ts'
import { clerk } from '../sources/clerk.ts'
import { shopify } from '../sources/shopify.ts'
import type { Source } from '../sources/source.ts'
import { telnyx } from '../sources/telnyx.ts'
import { fileTestDelivery } from './file-test-delivery.ts'
import { replayDelivery } from './replay-delivery.ts'

const fileEdited = (original: string, text: string) =>
  fileTestDelivery(env, original, text, { testId: crypto.randomUUID(), now: new Date() })

it('is a new delivery, marked as a test in its id and its headers, and announced whatever its type', async () => {
  const engine = anEngine()
  const { key, body } = aStripeBody({ type: 'invoice.finalized' })
  await postAsStripe(body)

  const test = await fileEdited(key, new TextDecoder().decode(body).replace('cs_1', 'cs_2'))
  await runDueAlarms(inboxFor(env, test))

  expect(test).toMatch(/^stripe:test_[0-9a-f-]{36}$/)
  expect(announcementsOf(engine, test)).toEqual([0])
  expect(announcementsOf(engine, key)).toEqual([])
  expect(await inboxFor(env, test).read(test)).toMatchObject({
    type: 'invoice.finalized',
    objectId: 'cs_2',
    headers: { 'millrace-origin': 'test', 'millrace-digest': expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  expect(await inboxFor(env, key).read(key)).toMatchObject({ objectId: 'cs_1', announcement: 0 })
})

it('carries neither the signature nor the number of the original, and can be replayed', async () => {
  anEngine()
  const response = await postAsGithub(utf8(`{"action":"opened","at":"${crypto.randomUUID()}"}`))
  const { deliveryId } = await response.json<{ deliveryId: string }>()

  const test = await fileEdited(deliveryId, '{"action":"closed"}')
  const stored = await inboxFor(env, test).read(test)

  expect(stored?.type).toBe('push.closed')
  expect(Object.keys(stored?.headers ?? {})).not.toContain('x-hub-signature-256')
  expect(Object.keys(stored?.headers ?? {})).not.toContain('x-github-delivery')
  expect(await replayDelivery(env, test, { replayId: 'replay-1' })).toBe(1)
})

it('keeps what says where the original came from, and nothing of what signed, numbered or timed it, whoever sent it', async () => {
  anEngine()
  const keptOf = async (source: Source, body: object, type: Record<string, string> = {}) => {
    const key = `${source.name}:${crypto.randomUUID()}`
    const headers = { ...Object.fromEntries(source.keptHeaders.map((name) => [name, 'original'])), ...type }
    await inboxFor(env, key).accept(aDelivery({ key, source: source.name, headers }))
    const test = await fileEdited(key, JSON.stringify(body))
    const stored = await inboxFor(env, test).read(test)
    return Object.keys(stored?.headers ?? {}).filter((name) => !name.startsWith('millrace-'))
  }

  expect(await keptOf(shopify, {}, { 'x-shopify-topic': 'orders/create' })).toEqual([
    'x-shopify-topic',
    'x-shopify-shop-domain',
  ])
  expect(await keptOf(clerk, { type: 'user.created' })).toEqual([])
  expect(await keptOf(telnyx, { data: { id: '1', event_type: 'call.hangup' } })).toEqual([])
})

it('is replayed no more once its bytes are not those that were filed', async () => {
  anEngine()
  const { key, body } = aStripeBody()
  await postAsStripe(body)
  const test = await fileEdited(key, new TextDecoder().decode(body))

  await runInDurableObject(inboxFor(env, test), (_, { storage }) => {
    const update = `UPDATE bodies SET body = x'7b7d' WHERE id = (SELECT body_id FROM deliveries WHERE key = ?)`
    storage.sql.exec(update, test)
  })

  await expect(replayDelivery(env, test, { replayId: 'replay-1' })).rejects.toMatchObject({
    code: 'conflict',
    details: { field: 'id' },
  })
})

it.each([
  ['no JSON', 'not json', { code: 'invalid', details: { field: 'body' } }],
  ['an event without an id', '{}', { code: 'invalid', details: { field: 'id' } }],
])('is refused with %s', async (_, text, refusal) => {
  anEngine()
  const { key, body } = aStripeBody()
  await postAsStripe(body)

  await expect(fileEdited(key, text)).rejects.toMatchObject(refusal)
})

it('counts for no secret, since none signed it', async () => {
  anEngine()
  const { key, body } = aStripeBody()
  await postAsStripe(body)

  const test = await fileEdited(key, new TextDecoder().decode(body))

  const { secretUses } = await inboxFor(env, test).wake()
  expect(secretUses.filter(({ secretId }) => !/^[0-9a-f]{8}$/.test(secretId))).toEqual([])
})

it('needs an original', async () => {
  await expect(fileEdited('stripe:evt_none', '{}')).rejects.toMatchObject({ code: 'not_found' })
})
