import { env } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { listAuditEntries } from '@repo/db/audit-entries'
import { describe, expect, it } from 'vitest'
import { anEngine, announcementsOf } from '../../test/engine.ts'
import { operate } from '../../test/operate.ts'
import { aStripeBody, postAsStripe } from '../../test/send.ts'
import { runDueAlarms } from '../../test/shard.ts'
import { inboxFor } from '../inbox/inbox-for.ts'

const db = createDb(env.DB)

/** A webhook of Stripe's that came in through the door and was announced. */
async function anAnnounced(more: object = {}) {
  const engine = anEngine()
  const { key, body } = aStripeBody(more)
  await postAsStripe(body)
  await runDueAlarms(inboxFor(env, key))
  return { engine, key, body }
}

const about = (customer: string) => ({ data: { object: { id: 'cs_1', customer } } })

const auditOf = async (subject: string) =>
  (await listAuditEntries(db, 100)).filter((entry) => entry.subject === subject)

describe('the list', () => {
  it('is filtered and comes page by page, newest first, without bodies', async () => {
    const customer = `cus_${crypto.randomUUID()}`
    const keys = [await anAnnounced(about(customer)), await anAnnounced(about(customer))].map(
      ({ key }) => key,
    )
    keys.push((await anAnnounced({ ...about(customer), type: 'invoice.finalized' })).key)

    const first = await operate('GET', `deliveries?customer=${customer}&limit=2`)
    const second = await operate(
      'GET',
      `deliveries?customer=${customer}&limit=2&after=${String(first.body['next'])}`,
    )
    const skipped = await operate(
      'GET',
      `deliveries?customer=${customer}&status=not_handled,dead&source=stripe`,
    )

    const idsOf = ({ body }: typeof first) => (body['deliveries'] as { id: string }[]).map(({ id }) => id)
    expect([...idsOf(first), ...idsOf(second)].toSorted()).toEqual(keys.toSorted())
    expect(second.body['next']).toBeNull()
    expect(idsOf(skipped)).toEqual([keys[2]])
    expect(skipped.body['deliveries']).toEqual([
      {
        id: keys[2],
        source: 'stripe',
        type: 'invoice.finalized',
        status: 'not_handled',
        objectId: 'cs_1',
        customerId: customer,
        objectKey: null,
        sequence: null,
        ordering: null,
        announcement: 0,
        sizeBytes: expect.any(Number),
        eventId: null,
        runId: null,
        error: null,
        receivedAt: expect.stringMatching(/Z$/),
      },
    ])
  })

  it.each([
    ['status=lost', 'status[0]'],
    ['limit=101', 'limit'],
    ['from=yesterday', 'from'],
    ['after=elsewhere', 'after'],
  ])('refuses %s by the name of the field', async (query, field) => {
    const { status, body } = await operate('GET', `deliveries?${query}`)

    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'invalid', field })
  })
})

describe('one delivery', () => {
  it('is shown with its headers and every announcement, and without its body', async () => {
    const { key, body } = await anAnnounced(about('cus_42'))

    const shown = await operate('GET', `deliveries/${key}`)

    expect(shown.status).toBe(200)
    expect(shown.body).toEqual({
      id: key,
      source: 'stripe',
      type: 'checkout.session.completed',
      objectId: 'cs_1',
      customerId: 'cus_42',
      objectKey: null,
      sequence: null,
      ordering: null,
      announcement: 0,
      sizeBytes: body.length,
      status: 'announced',
      receivedAt: expect.stringMatching(/Z$/),
      headers: { 'stripe-signature': expect.stringMatching(/^t=/) },
      attempts: [
        {
          announcement: 0,
          status: 'announced',
          eventId: `engine's ${key}#0`,
          error: null,
          verdicts: [],
          replacedAt: null,
          replayId: null,
        },
      ],
    })
    expect(await auditOf(key)).toEqual([])
  })

  it.each([
    ['small', ''],
    ['large', 'x'.repeat(100 * 1024)],
  ])('shows a %s body only when asked, and says so in the audit', async (_, note) => {
    const { key, body } = await anAnnounced({ note })

    const shown = await operate('GET', `deliveries/${key}?body=true`)

    expect(shown.body['body']).toEqual({ encoding: 'utf8', content: new TextDecoder().decode(body) })
    expect(await auditOf(key)).toMatchObject([{ action: 'read-body' }])
  })

  it('that does not exist is answered 404, whatever is asked of it', async () => {
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['POST', '/replay', undefined],
      ['POST', '/test', { body: '{}' }],
    ] as const) {
      const answer = await operate(method, `deliveries/stripe:evt_none${path}`, { body })

      expect(answer.status).toBe(404)
      expect(answer.body).toMatchObject({ code: 'not_found', field: 'id' })
    }
  })
})

describe('a replay', () => {
  it('is announced, and the audit knows who asked and which attempt it replaced', async () => {
    const { engine, key } = await anAnnounced()

    const { status, body } = await operate('POST', `deliveries/${key}/replay`)
    await runDueAlarms(inboxFor(env, key))

    expect(status).toBe(202)
    expect(body).toEqual({ deliveryId: key, announcement: 1 })
    expect(announcementsOf(engine, key)).toEqual([0, 1])
    const [entry] = await auditOf(key)
    const attempts = (await inboxFor(env, key).inspect(key))?.attempts
    expect(entry).toMatchObject({ action: 'replay', details: { replayId: attempts?.[0]?.replayId } })
  })

  it('in a dry run is only counted', async () => {
    const { engine, key } = await anAnnounced()

    const { status, body } = await operate('POST', `deliveries/${key}/replay?dryRun=true`)
    await runDueAlarms(inboxFor(env, key))

    expect(status).toBe(200)
    expect(body).toEqual({ deliveryId: key, announcement: 1 })
    expect(announcementsOf(engine, key)).toEqual([0])
    expect(await auditOf(key)).toEqual([])
  })

  it('of erased bytes is refused', async () => {
    const { key } = await anAnnounced()
    await inboxFor(env, key).eraseDeliveries([key], 'erasure-1')

    expect((await operate('POST', `deliveries/${key}/replay`)).status).toBe(404)
  })
})

it('files an edited copy as a test, and audits it', async () => {
  const { engine, key, body } = await anAnnounced()
  const edited = new TextDecoder().decode(body).replace('cs_1', 'cs_2')

  const filed = await operate('POST', `deliveries/${key}/test`, { body: { body: edited } })

  expect(filed.status).toBe(202)
  const id = String(filed.body['deliveryId'])
  expect(id).toMatch(/^stripe:test_/)
  await runDueAlarms(inboxFor(env, id))
  expect(announcementsOf(engine, id)).toEqual([0])
  expect(await auditOf(key)).toMatchObject([{ action: 'test-delivery', details: { testId: id.slice(12) } }])
})
