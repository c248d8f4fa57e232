import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/sync' }] = [{ event: 'shop/sync' }]
const sync = (shop: string, nth: number) => ({ name: 'shop/sync', data: { shop, nth } })

export const singletons: Scenario[] = [
  {
    name: 'singleton skip drops an event while a run goes on, and takes the next one after it',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'sync', triggers, singleton: { mode: 'skip' } },
        async ({ event, step }) => {
          await step.sleep('nap', '3s')
          await step.run('end', () => mark(`run ${event.data.nth}`))
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send(sync('a', 1))
      await pass('1s')
      await send(sync('a', 2))
      await pass('5s')
      await send(sync('a', 3))
      await pass('6s')
    },
  },
  {
    name: 'singleton cancel ends the run that goes on and starts the new one',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'sync', triggers, singleton: { mode: 'cancel' } },
        async ({ event, step }) => {
          await step.sleep('nap', '3s')
          await step.run('end', () => mark(`run ${event.data.nth}`))
        },
      ),
      inngest.createFunction(
        { id: 'watch', triggers: [{ event: 'inngest/function.cancelled' }] },
        ({ event }) => mark(`cancelled ${event.data.event.data.nth}`),
      ),
    ],
    play: async ({ send, pass }) => {
      await send(sync('a', 1))
      await pass('1s')
      await send(sync('a', 2))
      await pass('7s')
    },
  },
  {
    name: 'a singleton key gives each of its values a run of its own',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'sync', triggers, singleton: { mode: 'skip', key: 'event.data.shop' } },
        async ({ event, step }) => {
          await step.sleep('nap', '3s')
          await step.run('end', () => mark(`run ${event.data.nth} of ${event.data.shop}`))
        },
      ),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send(sync('a', 1), sync('b', 1))
      await pass('1s')
      await send(sync('a', 2), sync('b', 2))
      await pass('7s')
    },
  },
]
