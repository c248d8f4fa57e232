import { referenceFunction, type InngestFunction } from 'inngest'
import type { Scenario, Stage } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]
const ship = referenceFunction({ functionId: 'ship' })

/** A function is invoked twice, one after the other is begun, and the invoker tells what it was given. */
const invokedTwice = (name: string, options: Record<string, unknown>): Scenario => ({
  name,
  functions: ({ inngest, mark }: Stage): InngestFunction.Like[] => [
    inngest.createFunction({ id: 'ship', triggers: [], ...options }, async ({ step }) => {
      await step.sleep('nap', '3s')
      return 'shipped'
    }),
    inngest.createFunction({ id: 'order', triggers }, async ({ event, step }) => {
      const { nth } = event.data
      try {
        const result = await step.invoke('ship', { function: ship, data: { nth }, timeout: '12s' })
        await step.run('end', () => mark(`${nth}: ${JSON.stringify(result)}`))
      } catch (error) {
        await step.run('failed', () => mark(`${nth}: ${(error as Error).message}`))
      }
    }),
  ],
  isUnordered: true,
  play: async ({ send, pass }) => {
    await send({ name: 'shop/placed', data: { nth: 1 } })
    await pass('1s')
    await send({ name: 'shop/placed', data: { nth: 2 } })
    await pass('16s')
  },
})

export const interplays: Scenario[] = [
  invokedTwice(
    'an invoked function with singleton skip is skipped without a word, and the second invoker times out',
    { singleton: { mode: 'skip' } },
  ),
  invokedTwice('an invoked function with rateLimit fails the second invoker', {
    rateLimit: { limit: 1, period: '60s' },
  }),
  invokedTwice('an invoked function with debounce answers the last invoker, and the first times out', {
    debounce: { period: '4s' },
  }),
  invokedTwice('an invoked function with throttle answers each invoker in its time', {
    throttle: { limit: 1, period: '2s' },
  }),
  invokedTwice('an invoked function with batchEvents answers every invoker of its batch', {
    batchEvents: { maxSize: 2, timeout: '4s' },
  }),
  {
    name: 'rateLimit is asked before debounce: what it drops does not replace the event that waits',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'order', triggers, rateLimit: { limit: 1, period: '60s' }, debounce: { period: '2s' } },
        ({ event }) => mark(`run ${event.data.nth}`),
      ),
    ],
    play: async ({ send, pass }) => {
      for (const nth of [1, 2]) {
        await send({ name: 'shop/placed', data: { nth } })
        await pass('1s')
      }
      await pass('5s')
    },
  },
  {
    name: 'an event id that was seen before still replaces the debounced event',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, debounce: { period: '2s' } }, ({ event }) =>
        mark(`run ${event.data.nth}`),
      ),
    ],
    play: async ({ send, pass }) => {
      for (const nth of [1, 2]) {
        await send({ id: 'placed-7', name: 'shop/placed', data: { nth } })
        await pass('1s')
      }
      await pass('5s')
    },
  },
  {
    name: 'rateLimit does not hold for a function with batchEvents',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        {
          id: 'order',
          triggers,
          rateLimit: { limit: 1, period: '60s' },
          batchEvents: { maxSize: 2, timeout: '2s' },
        },
        ({ events }) => mark(`${events.length} events`),
      ),
    ],
    play: async ({ send, pass }) => {
      await send(...[1, 2, 3, 4].map((nth) => ({ name: 'shop/placed', data: { nth } })))
      await pass('6s')
    },
  },
  {
    name: 'timeouts.start counts from when the event came, so that one delayed by its ts is late',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, timeouts: { start: '2s' } }, () => mark('run')),
    ],
    play: async ({ send, pass, now }) => {
      await send({ name: 'shop/placed', ts: now() + 5000 })
      await pass('9s')
    },
  },
  {
    name: 'timeouts.finish lets a running step finish, and runs nothing after it',
    functions: ({ inngest, mark, work }) => [
      inngest.createFunction({ id: 'order', triggers, timeouts: { finish: '3s' } }, async ({ step }) => {
        await step.sleep('nap', '4s')
        await step.run('first', () => work())
        await step.run('second', () => mark('never'))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('8s')
    },
  },
  {
    name: 'a run that waits for its next attempt takes no place in its concurrency limit',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, concurrency: 1, retries: 1 }, ({ event, attempt }) => {
        mark(`order ${event.data.order}, attempt ${attempt}`)
        if (event.data.order === 1) throw new Error('no')
      }),
    ],
    hasRealBackoff: true,
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed', data: { order: 1 } })
      await pass('2s')
      await send({ name: 'shop/placed', data: { order: 2 } })
      await pass('4s')
    },
  },
  {
    name: 'parallel steps are tried again each on its own',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step, attempt }) => {
        await Promise.all(
          [0, 1, 2].map((failures) =>
            step.run(`fails-${failures}-times`, () => {
              mark(`fails ${failures} times, attempt ${attempt}`)
              if (attempt < failures) throw new Error('no')
            }),
          ),
        )
        await step.run('end', () => mark('zz end'))
      }),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('8s')
    },
  },
  {
    name: 'one event ends two waits of the same run',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const both = await Promise.all(
          ['first', 'second'].map((id) => step.waitForEvent(id, { event: 'shop/paid', timeout: '9s' })),
        )
        await step.run('end', () => mark(both.map((paid) => paid?.data.by).join(', ')))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('2s')
      await send({ name: 'shop/paid', data: { by: 'card' } })
      await pass('3s')
    },
  },
  {
    name: 'a loop that waits for the same event again and again hears each of them once',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        for (const nth of [1, 2]) {
          const paid = await step.waitForEvent('paid', { event: 'shop/paid', timeout: '9s' })
          await step.run('tell', () => mark(`${nth}: ${paid?.data.by}`))
        }
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      for (const by of ['card', 'cash']) {
        await pass('2s')
        await send({ name: 'shop/paid', data: { by } })
      }
      await pass('3s')
    },
  },
  {
    name: 'the code after a race may run more than once, so that it belongs in a step',
    functions: ({ inngest, mark }) => {
      let times = 0
      return [
        inngest.createFunction({ id: 'order', triggers }, async ({ step, group }) => {
          await group.parallel({ mode: 'race' }, () =>
            Promise.race([step.sleep('short', '2s'), step.sleep('long', '4s')]),
          )
          times += 1
          await step.sleep('after', '6s')
          await step.run('end', () => mark(times > 1 ? 'more than once' : 'once'))
        }),
      ]
    },
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('11s')
    },
  },
]
