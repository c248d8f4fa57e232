import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]

export const timeouts: Scenario[] = [
  {
    name: 'timeouts.finish cancels a run that takes longer, counted from its start',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, timeouts: { finish: '2s' } }, async ({ step }) => {
        await step.run('begin', () => mark('begins'))
        await step.sleep('nap', '5s')
        await step.run('end', () => mark('never'))
      }),
      inngest.createFunction(
        { id: 'watch', triggers: [{ event: 'inngest/function.cancelled' }] },
        ({ event }) => mark(`${event.name}: ${event.data.function_id}`),
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('9s')
    },
  },
  {
    name: 'timeouts.finish ends a sleeping run without waiting for it to wake',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers, timeouts: { finish: '2s' } }, async ({ step }) => {
        await step.sleep('nap', '6s')
      }),
      inngest.createFunction(
        { id: 'watch', triggers: [{ event: 'inngest/function.cancelled' }] },
        ({ event }) => markTime(`${event.data.function_id} is cancelled`),
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('10s')
    },
  },
  {
    name: 'timeouts.start cancels a run that could not begin in time',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'order', triggers, throttle: { limit: 1, period: '6s' }, timeouts: { start: '2s' } },
        async ({ step }) => {
          await step.run('work', () => mark('runs'))
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed', data: { order: 1 } }, { name: 'shop/placed', data: { order: 2 } })
      await pass('9s')
    },
  },
]
