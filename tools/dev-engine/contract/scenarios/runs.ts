import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]

export const runs: Scenario[] = [
  {
    name: 'a run can be cancelled from outside',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        await step.sleep('nap', '4s')
        await step.run('end', () => mark('never'))
      }),
      inngest.createFunction(
        { id: 'watch', triggers: [{ event: 'inngest/function.cancelled' }] },
        ({ event }) => mark(`${event.data.function_id} is cancelled`),
      ),
    ],
    play: async ({ send, pass, cancel }) => {
      await send({ name: 'shop/placed' })
      await pass('2s')
      await cancel('order')
      await pass('5s')
    },
  },
  {
    name: 'a run that is run again is another run for the same event, though its id and key are spent',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'order', triggers, retries: 0, idempotency: 'event.data.order' },
        async ({ event, step }) => {
          await step.run('first', () => mark(`order ${event.data.order}`))
          throw new Error('no')
        },
      ),
    ],
    play: async ({ send, pass, rerun }) => {
      await send({ id: 'placed-7', name: 'shop/placed', data: { order: 'o7' } })
      await pass('2s')
      await rerun('order')
      await pass('3s')
    },
  },
  {
    name: 'a function can be invoked from outside, with data of its own',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, ({ event }) =>
        mark(`${event.name} ${event.data.order}`),
      ),
    ],
    play: async ({ pass, invoke }) => {
      await invoke('order', { order: 7 })
      await pass('3s')
    },
  },
]
