import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]
const order = (customer = 'a') => ({ name: 'shop/placed', data: { customer } })

export const rateLimits: Scenario[] = [
  {
    name: 'rateLimit drops what comes too soon: a limit of 2 in 8 s lets one through every 4 s',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers, rateLimit: { limit: 2, period: '8s' } }, () =>
        markTime('run'),
      ),
    ],
    play: async ({ send, pass }) => {
      await send(order(), order(), order(), order())
      await pass('3s')
      await send(order())
      await pass('2s')
      await send(order(), order())
      await pass('3s')
    },
  },
  {
    name: 'a pause saves nothing up: after it, a rateLimit lets no more through than before',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers, rateLimit: { limit: 2, period: '8s' } }, () =>
        markTime('run'),
      ),
    ],
    play: async ({ send, pass }) => {
      await send(order())
      await pass('14s')
      await send(order(), order(), order())
      await pass('3s')
    },
  },
  {
    name: 'rateLimit lets a tenth of its limit through as a burst',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'twenty', triggers, rateLimit: { limit: 20, period: '60s' } }, () =>
        mark('twenty'),
      ),
      inngest.createFunction({ id: 'nine', triggers, rateLimit: { limit: 9, period: '60s' } }, () =>
        mark('nine'),
      ),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send(...Array.from({ length: 10 }, () => order()))
      await pass('3s')
    },
  },
  {
    name: 'a rateLimit key gives each of its values a limit of its own',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'order', triggers, rateLimit: { limit: 1, period: '60s', key: 'event.data.customer' } },
        ({ event }) => mark(`run of ${event.data.customer}`),
      ),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send(order('a'), order('a'), order('b'), order('b'))
      await pass('3s')
    },
  },
]
