import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]

export const deduplications: Scenario[] = [
  {
    name: 'an event sent again with the same id starts nothing, and the API answers 200 with another id',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, ({ event }) =>
        mark(`${event.id}, ${event.data.time}`),
      ),
    ],
    play: async ({ send, post, pass, mark }) => {
      const [first] = await send({ id: 'placed-7', name: 'shop/placed', data: { time: 'first' } })
      await pass('2s')
      const [second] = await send({ id: 'placed-7', name: 'shop/placed', data: { time: 'second' } })
      await pass('2s')
      mark(`ids ${first === second ? 'are the same' : 'differ'}`)
      mark(`${await post({ id: 'placed-7', name: 'shop/placed' })}`)
      await pass('2s')
    },
  },
  {
    name: 'an event id is remembered by function: another event of that id starts other functions only',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'both', triggers: [{ event: 'shop/placed' }, { event: 'shop/paid' }] },
        ({ event }) => mark(`both: ${event.name}`),
      ),
      inngest.createFunction({ id: 'paid', triggers: [{ event: 'shop/paid' }] }, ({ event }) =>
        mark(`paid: ${event.name}`),
      ),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send({ id: '7', name: 'shop/placed' })
      await pass('2s')
      await send({ id: '7', name: 'shop/paid' })
      await pass('3s')
    },
  },
  {
    name: 'an event sent again with the id of one whose run failed starts nothing',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 0 }, () => {
        mark('run')
        throw new Error('no')
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ id: 'placed-7', name: 'shop/placed' })
      await pass('2s')
      await send({ id: 'placed-7', name: 'shop/placed' })
      await pass('3s')
    },
  },
  {
    name: 'idempotency runs once for each key, though the event ids differ and the first run failed',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'order', triggers, retries: 0, idempotency: 'event.data.order' },
        ({ event }) => {
          mark(`order ${event.data.order}`)
          if (event.data.order === 'o7') throw new Error('no')
        },
      ),
    ],
    play: async ({ send, pass }) => {
      for (const order of ['o7', 'o7', 'o8', 'o7']) {
        await send({ name: 'shop/placed', data: { order } })
        await pass('2s')
      }
    },
  },
  {
    name: 'an idempotency key may be joined from several fields',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'order', triggers, idempotency: "event.data.order + '#' + event.data.announcement" },
        ({ event }) => mark(`order ${event.data.order}, announcement ${event.data.announcement}`),
      ),
    ],
    play: async ({ send, pass }) => {
      for (const announcement of [0, 0, 1]) {
        await send({ name: 'shop/placed', data: { order: 'o7', announcement } })
        await pass('2s')
      }
    },
  },
  {
    name: 'idempotency replaces rateLimit',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'order', triggers, idempotency: 'event.data.order', rateLimit: { limit: 1, period: '60s' } },
        ({ event }) => mark(`order ${event.data.order}`),
      ),
    ],
    play: async ({ send, pass }) => {
      for (const order of ['o7', 'o8']) {
        await send({ name: 'shop/placed', data: { order } })
        await pass('2s')
      }
    },
  },
  {
    name: 'event ids and idempotency keys are forgotten after 24 hours',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'by-id', triggers }, () => mark('by id')),
      inngest.createFunction({ id: 'by-key', triggers, idempotency: 'event.data.order' }, () =>
        mark('by key'),
      ),
    ],
    isUnordered: true,
    play: async ({ send, pass, mark }) => {
      const placed = { id: 'placed-7', name: 'shop/placed', data: { order: 'o7' } }
      await send(placed)
      await pass('23h')
      await send(placed)
      await pass('2h')
      mark('25 hours later')
      await send(placed)
      await pass('2s')
    },
    unrecorded: {
      source:
        'inngest.md, 4: "event id dedupe is per function, 24 h"; "idempotency = rateLimit{limit:1, period:24h, key}"',
      expected: [
        '25 hours later',
        'by id',
        'by id',
        'by key',
        'by key',
        'by-id: 2 Completed',
        'by-key: 2 Completed',
      ],
    },
  },
]
