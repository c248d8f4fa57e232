import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]

export const cancellations: Scenario[] = [
  {
    name: 'cancelOn with match cancels the sleeping run of the same field and no other',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'order', triggers, cancelOn: [{ event: 'shop/cancelled', match: 'data.order' }] },
        async ({ event, step }) => {
          await step.sleep('nap', '6s')
          await step.run('end', () => mark(`order ${event.data.order} is not cancelled`))
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send(...[7, 8].map((order) => ({ name: 'shop/placed', data: { order } })))
      await pass('2s')
      await send({ name: 'shop/cancelled', data: { order: 7 } })
      await pass('8s')
    },
  },
  {
    name: 'cancelOn with if compares the event of the run with the one that arrives',
    functions: ({ inngest }) => [
      inngest.createFunction(
        {
          id: 'order',
          triggers,
          cancelOn: [
            {
              event: 'shop/cancelled',
              if: 'async.data.order == event.data.order && async.data.by == "owner"',
            },
          ],
        },
        ({ step }) => step.sleep('nap', '20s'),
      ),
    ],
    play: async ({ send, pass, mark }) => {
      await send(...[7, 8].map((order) => ({ name: 'shop/placed', data: { order } })))
      await pass('2s')
      await send({ name: 'shop/cancelled', data: { order: 7, by: 'guest' } })
      await pass('2s')
      mark('cancelled by the guest')
      await send({ name: 'shop/cancelled', data: { order: 7, by: 'owner' } })
      await pass('2s')
    },
  },
  {
    name: 'cancelOn listens no longer than its timeout',
    functions: ({ inngest }) => [
      inngest.createFunction(
        { id: 'order', triggers, cancelOn: [{ event: 'shop/cancelled', timeout: '2s' }] },
        ({ step }) => step.sleep('nap', '6s'),
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('4s')
      await send({ name: 'shop/cancelled' })
      await pass('6s')
    },
  },
  {
    name: 'a step under way when its run is cancelled finishes, and nothing runs after it',
    functions: ({ inngest, mark, gate }) => [
      inngest.createFunction(
        { id: 'order', triggers, cancelOn: [{ event: 'shop/cancelled' }] },
        async ({ step }) => {
          await step.run('during', async () => {
            mark('step begins')
            await gate('cancelled')
            mark('step ends')
          })
          await step.run('after', () => mark('never'))
        },
      ),
    ],
    play: async ({ send, seen, settle, open, pass }) => {
      await send({ name: 'shop/placed' })
      await seen('step begins')
      await send({ name: 'shop/cancelled' })
      await settle()
      open('cancelled')
      await pass('4s')
    },
  },
  {
    name: 'a step under way that fails after its run was cancelled is not tried again',
    functions: ({ inngest, mark, gate }) => [
      inngest.createFunction(
        { id: 'order', triggers, cancelOn: [{ event: 'shop/cancelled' }] },
        async ({ step }) => {
          await step.run('during', async () => {
            mark('step begins')
            await gate('cancelled')
            throw new Error('too late')
          })
        },
      ),
    ],
    play: async ({ send, seen, settle, open, pass }) => {
      await send({ name: 'shop/placed' })
      await seen('step begins')
      await send({ name: 'shop/cancelled' })
      await settle()
      open('cancelled')
      await pass('5s')
    },
  },
  {
    name: 'cancelOn cancels a run that waits for an event, and one that has yet to start',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'waits', triggers, cancelOn: [{ event: 'shop/cancelled' }] },
        async ({ step }) => {
          await step.waitForEvent('paid', { event: 'shop/paid', timeout: '20s' })
          await step.run('end', () => mark('never'))
        },
      ),
      inngest.createFunction(
        { id: 'later', triggers: [{ event: 'shop/later' }], cancelOn: [{ event: 'shop/cancelled' }] },
        () => mark('never'),
      ),
    ],
    play: async ({ send, pass, now }) => {
      await send({ name: 'shop/placed' }, { name: 'shop/later', ts: now() + 6000 })
      await pass('2s')
      await send({ name: 'shop/cancelled' })
      await pass('2s')
      await send({ name: 'shop/paid' })
      await pass('6s')
    },
  },
  {
    name: 'a cancelled run tells the world with inngest/function.cancelled, and not its onFailure handler',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        {
          id: 'order',
          triggers,
          cancelOn: [{ event: 'shop/cancelled' }],
          onFailure: () => mark('onFailure'),
        },
        ({ step }) => step.sleep('nap', '20s'),
      ),
      inngest.createFunction(
        { id: 'watch', triggers: [{ event: 'inngest/function.cancelled' }] },
        ({ event }) => {
          const { function_id, error, event: started } = event.data
          mark(`${event.name}: ${function_id}, ${error?.name}: ${error?.message}, ${started?.name}`)
          mark(Object.keys(event.data).toSorted().join(', '))
        },
      ),
      inngest.createFunction(
        {
          id: 'finished',
          triggers: [
            { event: 'inngest/function.finished', if: "event.data.function_id == 'contract-order'" },
          ],
        },
        ({ event }) => {
          mark(`${event.name}: ${event.data.function_id}`)
        },
      ),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('2s')
      await send({ name: 'shop/cancelled' })
      await pass('4s')
    },
  },
  {
    name: 'an event cancels the older runs that it matches, and not the run that it starts',
    functions: ({ inngest }) => [
      inngest.createFunction(
        { id: 'order', triggers, cancelOn: [{ event: 'shop/placed', match: 'data.customer' }] },
        async ({ step }) => {
          await step.sleep('nap', '20s')
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed', data: { customer: 'a' } })
      await pass('2s')
      await send({ name: 'shop/placed', data: { customer: 'b' } })
      await pass('2s')
      await send({ name: 'shop/placed', data: { customer: 'a' } })
      await pass('3s')
    },
  },
  {
    name: 'a run that is to be tried again can be cancelled meanwhile',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'order', triggers, cancelOn: [{ event: 'shop/cancelled' }] },
        ({ attempt }) => {
          mark(`attempt ${attempt}`)
          throw new Error('no')
        },
      ),
    ],
    hasRealBackoff: true,
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('3s')
      await send({ name: 'shop/cancelled' })
      await pass('3s')
    },
  },
]
