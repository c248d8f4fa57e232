import { env } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { listAuditEntries } from '@repo/db/audit-entries'
import { expect, it } from 'vitest'
import { anEngine, answers, type Engine } from '../../test/engine.ts'
import { operate } from '../../test/operate.ts'
import { aStripeBody, postAsStripe } from '../../test/send.ts'
import { pass, runDueAlarms } from '../../test/shard.ts'
import { inboxFor } from '../inbox/inbox-for.ts'

async function announced(count: number) {
  const engine = anEngine()
  const customer = `cus_${crypto.randomUUID()}`
  const keys: string[] = []
  for (let i = 0; i < count; i++) {
    const { key, body } = aStripeBody({ data: { object: { id: 'cs_1', customer } } })
    await postAsStripe(body)
    await runDueAlarms(inboxFor(env, key))
    keys.push(key)
  }
  // The clock of the tests stands still: what comes in at the moment of the question is not counted.
  pass(1)
  return { engine, customer, keys }
}

const requestsOf = ({ batches }: Engine) =>
  batches.flat().filter(({ name }) => name === 'ops/replay.requested')

it('counts first, then starts what was counted', async () => {
  const { engine, customer, keys } = await announced(3)
  const filter = { customer, source: 'stripe' }

  const counted = await operate('POST', 'replays', { body: { filter, dryRun: true } })
  expect(counted).toMatchObject({ status: 200, body: { count: 3, replayId: null } })
  expect((counted.body['sample'] as string[]).toSorted()).toEqual(keys.toSorted())
  expect(requestsOf(engine)).toEqual([])

  const started = await operate('POST', 'replays', { body: { filter, expectedCount: 3 } })
  expect(started).toMatchObject({ status: 202, body: { count: 3 } })
  const { replayId } = started.body
  expect(requestsOf(engine)).toMatchObject([{ data: { replayId } }])
  expect((await operate('GET', `replays/${String(replayId)}`)).body).toMatchObject({
    filter: { customerId: customer, source: 'stripe', to: expect.any(Number) },
    expected: 3,
    announced: 0,
    finishedAt: null,
  })
  expect(await listAuditEntries(createDb(env.DB), 1)).toMatchObject([
    { action: 'replay-many', subject: replayId, details: { count: 3 } },
  ])
})

it.each([undefined, 2, 4])(
  'starts nothing when %s were expected and another number matches',
  async (expectedCount) => {
    const { engine, customer } = await announced(3)

    const { status, body } = await operate('POST', 'replays', {
      body: { filter: { customer }, expectedCount },
    })

    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'conflict',
      field: 'expectedCount',
      detail: expect.stringContaining('3 deliveries match'),
    })
    expect(requestsOf(engine)).toEqual([])
  },
)

it('says so when the engine does not take it', async () => {
  const { engine, customer } = await announced(1)
  engine.answer = answers(503)

  const { status, body } = await operate('POST', 'replays', {
    body: { filter: { customer }, expectedCount: 1 },
  })

  expect(status).toBe(503)
  expect(body['detail']).toBe('it was not started: Inngest answered 503')
})

it.each([
  [{}, 'filter'],
  [{ filter: {} }, 'filter'],
  [{ filter: { costumer: 'cus_1' } }, 'filter.costumer'],
  [{ filter: { status: 'lost' } }, 'filter.status[0]'],
])('refuses %j by the name of the field', async (request, field) => {
  const { status, body } = await operate('POST', 'replays', { body: request })

  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'invalid', field })
})
