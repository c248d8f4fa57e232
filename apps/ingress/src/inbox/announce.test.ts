import { githubWebhookReceived } from '@repo/events/github'
import { stripeWebhookReceived } from '@repo/events/stripe'
import { expect, it } from 'vitest'
import type { EngineEvent, SendOutcome } from '../engine.ts'
import { announce } from './announce.ts'
import type { Pending } from './delivery-store.ts'

const aPending = (key: string, more: Partial<Pending> = {}): Pending => ({
  key,
  source: 'stripe',
  type: 'charge.succeeded',
  objectId: 'ch_1',
  objectKey: null,
  sequence: null,
  announcement: 0,
  refusedAt: null,
  ...more,
})

const pendings = (count: number) => Array.from({ length: count }, (_, i) => aPending(`stripe:evt_${i}`))

const taken = (events: EngineEvent[]): SendOutcome => ({
  kind: 'accepted',
  ids: events.map(({ id }) => `engine's ${id}`),
})

/** Refuses every batch that holds one of the ids. */
const refusing =
  (...ids: string[]) =>
  async (events: EngineEvent[]): Promise<SendOutcome> =>
    events.some(({ id }) => ids.includes(id)) ? { kind: 'refused', reason: 'bad event' } : taken(events)

const keysOf = (deliveries: { delivery: Pending }[]) => deliveries.map(({ delivery }) => delivery.key)

it.each([
  ['stripe', stripeWebhookReceived],
  ['github', githubWebhookReceived],
])('says what %s sent as the event that is declared for it', async (source, declared) => {
  const events: EngineEvent[] = []
  const pending = aPending(`${source}:1`, { source, announcement: 3, objectId: null })

  await announce([pending], new Map(), async (batch) => taken((events.push(...batch), batch)))

  expect(events).toEqual([
    {
      id: `${source}:1#3`,
      name: declared.name,
      data: { deliveryId: `${source}:1`, announcement: 3, type: 'charge.succeeded', objectId: null },
    },
  ])
  expect(() => declared.schema.parse(events[0]?.data)).not.toThrow()
})

it("pairs each delivery with the engine's own id of its event", async () => {
  const { accepted } = await announce(pendings(2), new Map(), async (events) => taken(events))

  expect(accepted.map(({ delivery, eventId }) => [delivery.key, eventId])).toEqual([
    ['stripe:evt_0', "engine's stripe:evt_0#0"],
    ['stripe:evt_1', "engine's stripe:evt_1#0"],
  ])
})

it.each([0, 1, 49, 50, 98, 99])('finds the one refused event of a hundred at %i', async (bad) => {
  let calls = 0
  const send = refusing(`stripe:evt_${bad}#0`)

  const { accepted, refused, trouble } = await announce(pendings(100), new Map(), (events) => {
    calls += 1
    return send(events)
  })

  expect(keysOf(refused)).toEqual([`stripe:evt_${bad}`])
  expect(refused[0]?.reason).toBe('bad event')
  expect(keysOf(accepted)).toEqual(keysOf(pendings(100).map((delivery) => ({ delivery }))).toSpliced(bad, 1))
  expect(trouble).toBeUndefined()
  expect(calls).toBeLessThanOrEqual(15)
})

it('finds every refused event when there are several', async () => {
  const { accepted, refused } = await announce(
    pendings(9),
    new Map(),
    refusing('stripe:evt_0#0', 'stripe:evt_8#0'),
  )

  expect(keysOf(refused)).toEqual(['stripe:evt_0', 'stripe:evt_8'])
  expect(accepted).toHaveLength(7)
})

it('blames no event for an engine that cannot be reached', async () => {
  const trouble = { kind: 'unreachable', reason: 'away', needsAttention: false } as const

  expect(await announce(pendings(3), new Map(), async () => trouble)).toEqual({
    accepted: [],
    refused: [],
    trouble,
  })
})

it.each([0, 1])('keeps what half %i came to when the other meets an outage', async (half) => {
  const halves = [
    ['stripe:evt_0', 'stripe:evt_1'],
    ['stripe:evt_2', 'stripe:evt_3'],
  ]
  const isFirstOf = (events: EngineEvent[], i: number) => events[0]?.id === `${halves[i]?.[0]}#0`

  const { accepted, refused, trouble } = await announce(pendings(4), new Map(), async (events) => {
    if (events.length === 4) return { kind: 'refused', reason: 'bad event' }
    if (events.length === 2 && isFirstOf(events, half)) return taken(events)
    return { kind: 'unreachable', reason: 'away', needsAttention: true }
  })

  // The halves are sent in order, so an outage at the first is not tried on the second.
  expect(keysOf(accepted)).toEqual(half === 0 ? halves[0] : [])
  expect(refused).toEqual([])
  expect(trouble).toMatchObject({ reason: 'away', needsAttention: true })
})
