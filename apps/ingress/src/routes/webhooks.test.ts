import { env, exports } from 'cloudflare:workers'
import { createExecutionContext, runInDurableObject } from 'cloudflare:test'
import { describe, expect, it, vi } from 'vitest'
import { anEngine, announcementsOf, answers } from '../../test/engine.ts'
import { aStripeBody, post, postAsGithub, postAsStripe } from '../../test/send.ts'
import { projected, runDueAlarms } from '../../test/shard.ts'
import { digest, signedByStripe, utf8 } from '../../test/sign.ts'
import { inboxFor } from '../inbox/inbox-for.ts'
import worker from '../index.ts'

const rowsOf = (key: string) =>
  runInDurableObject(
    inboxFor(env, key),
    (_, state) => state.storage.sql.exec('SELECT key FROM deliveries WHERE key = ?', key).toArray().length,
  )

describe('a signed webhook', () => {
  it('is answered 202 with its delivery id, announced and shown', async () => {
    const engine = anEngine()
    const { key, body } = aStripeBody()

    const response = await postAsStripe(body)

    expect(response.status).toBe(202)
    expect(await response.json()).toEqual({ deliveryId: key })
    await runDueAlarms(inboxFor(env, key))
    expect(announcementsOf(engine, key)).toEqual([0])
    expect(await projected(key)).toMatchObject({ status: 'announced', sizeBytes: body.length })
  })

  it('is let in by each of the secrets that are set', async () => {
    for (const secret of ['whsec_test', 'whsec_next']) {
      expect((await postAsStripe(aStripeBody().body, { secret })).status).toBe(202)
    }
    expect((await postAsStripe(aStripeBody().body, { secret: 'whsec_test whsec_next' })).status).toBe(401)
  })

  it('gets the same answer again and stays one delivery', async () => {
    const engine = anEngine()
    const { key, body } = aStripeBody()

    const first = await postAsStripe(body)
    await runDueAlarms(inboxFor(env, key))
    const second = await postAsStripe(body)
    await runDueAlarms(inboxFor(env, key))

    expect(second.status).toBe(first.status)
    expect(await second.json()).toEqual(await first.json())
    expect(await rowsOf(key)).toBe(1)
    expect(announcementsOf(engine, key)).toEqual([0])
  })

  it('stays one delivery when twenty copies come at the same moment', async () => {
    const engine = anEngine()
    const { key, body } = aStripeBody()

    const responses = await Promise.all(Array.from({ length: 20 }, () => postAsStripe(body)))
    await runDueAlarms(inboxFor(env, key))

    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([202]))
    expect(await rowsOf(key)).toBe(1)
    expect(announcementsOf(engine, key)).toEqual([0])
  })

  it('of GitHub stays one delivery though it claims another delivery id and another event', async () => {
    const body = utf8(JSON.stringify({ action: 'opened', note: crypto.randomUUID() }))

    const first = await (await postAsGithub(body, { delivery: 'one' })).json<{ deliveryId: string }>()
    const claims = { delivery: 'two', event: 'installation' }
    const second = await (await postAsGithub(body, claims)).json<{ deliveryId: string }>()

    expect(second).toEqual(first)
    expect(await inboxFor(env, first.deliveryId).read(first.deliveryId)).toMatchObject({
      type: 'push.opened',
      headers: { 'x-github-delivery': 'one' },
    })
  })

  it('is of the type that its body says, whatever a header claims', async () => {
    const { key, body } = aStripeBody({ type: 'invoice.finalized' })
    const headers = {
      ...(await signedByStripe(body)),
      'x-github-event': 'push',
      'stripe-event': 'charge.refunded',
    }

    await post('stripe', body, headers)

    expect(await inboxFor(env, key).read(key)).toMatchObject({ type: 'invoice.finalized' })
  })

  it('of a type that nobody handles is kept and never announced', async () => {
    const engine = anEngine()
    const { key, body } = aStripeBody({ type: 'invoice.finalized' })

    expect((await postAsStripe(body)).status).toBe(202)
    await runDueAlarms(inboxFor(env, key))

    expect(announcementsOf(engine, key)).toEqual([])
    expect(await projected(key)).toMatchObject({ status: 'not_handled' })
  })
})

describe('the bytes', () => {
  it.each([
    ['small', ''],
    ['larger than 100 KB', '\u{1f4a1}'.repeat(30_000)],
  ])('of a %s body are read exactly as they came', async (_, note) => {
    const { key, body } = aStripeBody({ note })
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...body])

    expect((await postAsStripe(bytes)).status).toBe(202)

    const delivery = await exports.Deliveries.read(key)
    expect(delivery).toMatchObject({
      key,
      source: 'stripe',
      type: 'checkout.session.completed',
      announcement: 0,
    })
    expect(await digest(delivery?.body)).toBe(await digest(bytes))
  })

  it('of a body over 100 KB lie in R2 under the key and their SHA-256, and not in the shard', async () => {
    const { key, body } = aStripeBody({ note: 'x'.repeat(100 * 1024) })

    await postAsStripe(body)

    const stored = await inboxFor(env, key).read(key)
    const hex = await digest(body)
    expect(stored).toMatchObject({ body: null, bodyRef: `bodies/${key}/${hex}` })
    expect(await digest(await (await env.BODIES.get(`bodies/${key}/${hex}`))?.arrayBuffer())).toBe(hex)
  })

  it('that are no longer there make no delivery to read', async () => {
    const { key, body } = aStripeBody({ note: 'x'.repeat(100 * 1024) })
    await postAsStripe(body)
    await env.BODIES.delete((await inboxFor(env, key).read(key))?.bodyRef ?? '')

    expect(await exports.Deliveries.read(key)).toBeNull()
    expect(await exports.Deliveries.read('stripe:evt_none')).toBeNull()
  })

  it('belong to a delivery that is settled over the same binding', async () => {
    anEngine()
    const { key, body } = aStripeBody()
    await postAsStripe(body)
    await runDueAlarms(inboxFor(env, key))

    expect(await exports.Deliveries.settle(key, 'function-1', 'handled', 'run-1')).toBe(true)
    expect(await exports.Deliveries.settle('stripe:evt_none', 'function-1', 'handled', 'run-1')).toBe(false)
    expect(await inboxFor(env, key).read(key)).toMatchObject({ status: 'handled' })
  })
})

describe('a webhook is refused', () => {
  it.each(['stripe', 'github'])('without a signature, from %s', async (source) => {
    const response = await post(source, '{}', {})

    expect(response.status).toBe(401)
    const field = source === 'stripe' ? 'stripe-signature' : 'x-hub-signature-256'
    expect(await response.json()).toMatchObject({ code: 'unauthenticated', field })
  })

  it('with a forged signature, and leaves no trace', async () => {
    const { key, body } = aStripeBody()

    expect((await postAsStripe(body, { secret: 'whsec_guessed' })).status).toBe(401)

    expect(await rowsOf(key)).toBe(0)
  })

  it('and a forged copy that came first keeps the real one out of nothing', async () => {
    const { key, body } = aStripeBody()
    await postAsStripe(body, { secret: 'whsec_guessed' })

    expect((await postAsStripe(body)).status).toBe(202)

    expect(await rowsOf(key)).toBe(1)
  })

  it('with 422 when it is signed and no UTF-8', async () => {
    const body = new Uint8Array([0x7b, 0xff, 0x7d])

    const response = await postAsStripe(body)

    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ code: 'invalid', field: 'body' })
  })

  it('from a source that does not exist, with the names of those that do', async () => {
    const response = await post('paypal', '{}', {})

    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({
      detail:
        'there is no source paypal; there are stripe, github, resend, clerk, slack, shopify, linear, telnyx',
      field: 'source',
    })
  })

  it('over the cap, by the length it states, before it is read', async () => {
    const { body } = aStripeBody()
    const response = await post('stripe', body, {
      ...(await signedByStripe(body)),
      'content-length': String(25 * 1024 * 1024 + 1),
    })

    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'too_large', field: 'body', limit: '26214400 bytes' })
  })

  it.each(['', ' \n'])('while its secret is set to %j, with the name of the setting', async (secret) => {
    const { key, body } = aStripeBody()
    const request = new Request('https://gateway/webhooks/stripe', {
      method: 'POST',
      headers: await signedByStripe(body),
      body,
    })

    const bindings = { ...env, STRIPE_WEBHOOK_SECRET: secret }
    const response = await worker.fetch(request, bindings, createExecutionContext())

    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('60')
    expect(await response.json()).toMatchObject({ detail: 'the setting STRIPE_WEBHOOK_SECRET is missing' })
    expect(await rowsOf(key)).toBe(0)
  })
})

it('nothing of a body or a secret is in any log line', async () => {
  anEngine(answers(400))
  const written: unknown[] = []
  for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...line: unknown[]) => void written.push(...line))
  }
  const { key, body } = aStripeBody({ note: 'words of the body' })

  await postAsStripe(body)
  await postAsStripe(body, { secret: 'whsec_guessed' })
  await postAsStripe(utf8('words of the body'))
  await postAsGithub(utf8('{"action":"words of the body"}'))
  await runDueAlarms(inboxFor(env, key))

  const lines = written.map(String).join('\n')
  expect(lines).toContain('announcing failed')
  expect(lines).not.toMatch(/words|whsec|github-test/)
})
