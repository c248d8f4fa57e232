import type { Scenario } from '../scenario.ts'

const MIB = 1024 * 1024

export const events: Scenario[] = [
  {
    name: 'an event whose ts is in the future starts its run then',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers: [{ event: 'shop/placed' }] }, () => markTime('run')),
    ],
    play: async ({ send, pass, now }) => {
      await send({ name: 'shop/placed', ts: now() + 4000 })
      await pass('8s')
    },
  },
  {
    name: 'an event whose ts is in the past starts its run at once and keeps its ts',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers: [{ event: 'shop/placed' }] }, ({ event }) =>
        markTime(`run of ${event.ts}`),
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed', ts: 1_700_000_000_000 })
      await pass('3s')
    },
  },
  {
    name: 'a wildcard stands for whole parts of a name, after / or . at its end',
    functions: ({ inngest, mark }) =>
      ['shop/*', 'shop/order.*', 'shop/order/*', 'shop.*'].map((event, index) =>
        inngest.createFunction({ id: `f${index}`, triggers: [{ event }] }, (ctx) =>
          mark(`${event} hears ${ctx.event.name}`),
        ),
      ),
    isUnordered: true,
    play: async ({ send, pass }) => {
      const names = [
        'shop/order',
        'shop/order.paid',
        'shop/order/paid',
        'shop.order',
        'shop/order.paid.late',
        'shop/',
      ]
      await send(...names.map((name) => ({ name })))
      await pass('4s')
    },
  },
  {
    name: 'a wildcard anywhere else is taken and hears nothing',
    functions: ({ inngest, mark }) =>
      ['s*', 'shop*', 'shop/or*', '*', 'shop/*/paid'].map((event, index) =>
        inngest.createFunction({ id: `f${index}`, triggers: [{ event }] }, (ctx) =>
          mark(`${event} hears ${ctx.event.name}`),
        ),
      ),
    play: async ({ send, pass }) => {
      await send({ name: 'shop/order' }, { name: 'shop/order/paid' })
      await pass('4s')
    },
    deviation: { reason: 'dev-engine refuses what could never start', observed: ['the app is refused'] },
  },
  {
    name: 'a trigger with if starts a run for the events that it is true for',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'order', triggers: [{ event: 'shop/placed', if: 'event.data.cents > 100' }] },
        ({ event }) => mark(`${event.data.cents}`),
      ),
    ],
    play: async ({ send, pass }) => {
      await send(...[50, 150].map((cents) => ({ name: 'shop/placed', data: { cents } })))
      await pass('3s')
    },
  },
  {
    name: 'a request is not atomic: what comes before an invalid event is accepted, and the answer is 400',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers: [{ event: 'shop/placed' }] }, ({ event }) =>
        mark(`${event.data.order}`),
      ),
    ],
    play: async ({ post, pass, mark }) => {
      mark(
        `${await post([{ name: 'shop/placed', data: { order: 1 } }, { data: {} }, { name: 'shop/placed', data: { order: 3 } }])}`,
      )
      await pass('3s')
    },
  },
  {
    name: 'the event API refuses what is no event, reserved names, and a ts in seconds',
    play: async ({ post, mark, now }) => {
      const bodies: [string, unknown][] = [
        ['an event', { name: 'shop/placed', data: { a: 1 } }],
        ['no data', { name: 'shop/placed' }],
        ['data null', { name: 'shop/placed', data: null }],
        ['no name', { data: {} }],
        ['empty name', { name: '', data: {} }],
        ['reserved name', { name: 'inngest/function.failed', data: {} }],
        ['name inngest', { name: 'inngest.paid', data: {} }],
        ['data a list', { name: 'shop/placed', data: [1] }],
        ['data a string', { name: 'shop/placed', data: 'x' }],
        ['ts in seconds', { name: 'shop/placed', ts: Math.floor(now() / 1000) }],
        ['ts 0', { name: 'shop/placed', ts: 0 }],
        ['ts a fraction', { name: 'shop/placed', ts: now() + 0.5 }],
        ['ts a string', { name: 'shop/placed', ts: new Date(now()).toISOString() }],
        ['ts negative', { name: 'shop/placed', ts: -5 }],
        ['id a number', { name: 'shop/placed', id: 7 }],
        ['user a string', { name: 'shop/placed', user: 'u' }],
        ['v a number', { name: 'shop/placed', v: 1 }],
        ['an unknown field', { name: 'shop/placed', colour: 'red' }],
        ['an empty list', []],
        ['a string', 'shop/placed'],
        ['a number', 7],
        ['null', null],
        ['a list in a list', [[{ name: 'shop/placed' }]]],
        ['a name of 512 characters', { name: 'n'.repeat(512) }],
        ['a name of 513 characters', { name: 'n'.repeat(513) }],
      ]
      for (const [what, body] of bodies) mark(`${what}: ${await post(body)}`)
    },
  },
  {
    name: 'an event may be 3 MiB and no larger, and a request hold 5000 events and no more',
    functions: ({ inngest }) => [
      inngest.createFunction(
        { id: 'many', triggers: [{ event: 'shop/many' }], batchEvents: { maxSize: 100, timeout: '60s' } },
        () => {},
      ),
    ],
    play: async ({ post, mark }) => {
      mark(`2.9 MiB: ${await post({ name: 'shop/large', data: { text: 'x'.repeat(2.9 * MIB) } })}`)
      mark(`3.1 MiB: ${await post({ name: 'shop/large', data: { text: 'x'.repeat(3.1 * MIB) } })}`)
      mark(`5000 events: ${await post(Array.from({ length: 5000 }, () => ({ name: 'shop/other' })))}`)
      mark(`5001 events: ${await post(Array.from({ length: 5001 }, () => ({ name: 'shop/other' })))}`)
    },
  },
  {
    name: 'a function gets its event with id, name, data, ts and user, and v where it was sent',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers: [{ event: 'shop/placed' }] }, ({ event, events }) => {
        const { data, v } = event
        mark(Object.keys(event).toSorted().join(', '))
        mark(`${events.length} events, ${JSON.stringify(data)}, ${v}`)
      }),
    ],
    play: async ({ post, pass }) => {
      await post({ name: 'shop/placed' })
      await pass('2s')
      await post({ name: 'shop/placed', data: { order: 7 }, user: { email: 'a@example.com' }, v: '2' })
      await pass('2s')
    },
  },
]
