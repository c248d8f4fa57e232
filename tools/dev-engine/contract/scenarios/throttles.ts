import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]
const orders = (count: number) =>
  Array.from({ length: count }, (_, order) => ({ name: 'shop/placed', data: { order } }))

export const throttles: Scenario[] = [
  {
    name: 'throttle spreads runs evenly over its period and loses none',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers, throttle: { limit: 1, period: '4s' } }, () =>
        markTime('run'),
      ),
    ],
    play: async ({ send, pass }) => {
      await send(...orders(3))
      await pass('11s')
    },
  },
  {
    name: 'throttle lets its limit through at once, and then one by one',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers, throttle: { limit: 3, period: '12s' } }, () =>
        markTime('run'),
      ),
    ],
    play: async ({ send, pass }) => {
      await send(...orders(5))
      await pass('11s')
    },
  },
  {
    name: 'throttle with burst lets its limit and the burst through at once',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers, throttle: { limit: 1, period: '4s', burst: 2 } }, () =>
        markTime('run'),
      ),
    ],
    play: async ({ send, pass }) => {
      await send(...orders(5))
      await pass('11s')
    },
  },
  {
    name: 'a throttle key gives each of its values a throttle of its own',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction(
        { id: 'order', triggers, throttle: { limit: 1, period: '4s', key: 'event.data.customer' } },
        ({ event }) => markTime(`run of ${event.data.customer}`),
      ),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send(...['a', 'a', 'b'].map((customer) => ({ name: 'shop/placed', data: { customer } })))
      await pass('7s')
    },
  },
  {
    name: 'throttle delays the start of runs, and not their steps',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction(
        { id: 'order', triggers, throttle: { limit: 1, period: '4s' } },
        async ({ step }) => {
          for (const item of [1, 2]) {
            await step.sleep(`nap-${item}`, '1s')
            await step.run(`ship-${item}`, () => {})
          }
          await step.run('end', () => markTime(`order ends`))
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send(...orders(2))
      await pass('9s')
    },
  },
]
