import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]

const inRow = (name: string, options: { checkpointing?: boolean }): Scenario => ({
  name,
  functions: ({ inngest, mark }) => [
    inngest.createFunction({ id: 'order', triggers, ...options }, async ({ step }) => {
      for (const item of [1, 2, 3, 4]) await step.run(`ship-${item}`, () => mark(`ship ${item}`))
    }),
  ],
  play: async ({ send, pass, mark, requests }) => {
    await send({ name: 'shop/placed' })
    await pass('5s')
    mark(`${requests()} requests`)
  },
})

export const checkpoints: Scenario[] = [
  inRow('with checkpointing, as is the default, steps in a row take one request', {}),
  inRow('without checkpointing each step takes a request, and so does the end', { checkpointing: false }),
  {
    name: 'with checkpointing a sleep ends the request, and the run goes on in another',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        await step.run('first', () => mark('first'))
        await step.sleep('nap', '1s')
        await step.run('second', () => mark('second'))
        await step.run('third', () => mark('third'))
      }),
    ],
    play: async ({ send, pass, mark, requests }) => {
      await send({ name: 'shop/placed' })
      await pass('5s')
      mark(`${requests()} requests`)
    },
  },
  {
    name: 'with checkpointing a failed step is tried again in a request of its own, and the rest follows in another',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step, attempt }) => {
        await step.run('first', () => mark('first'))
        await step.run('second', () => {
          mark(`second, attempt ${attempt}`)
          if (attempt === 0) throw new Error('no')
        })
        await step.run('third', () => mark('third'))
      }),
    ],
    play: async ({ send, pass, mark, requests }) => {
      await send({ name: 'shop/placed' })
      await pass('6s')
      mark(`${requests()} requests`)
    },
  },
  {
    name: 'with checkpointing parallel steps take a request each',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        await step.run('first', () => mark('first'))
        await Promise.all([1, 2].map((item) => step.run(`ship-${item}`, () => mark('ship'))))
        await step.run('last', () => mark('last'))
      }),
    ],
    play: async ({ send, pass, mark, requests }) => {
      await send({ name: 'shop/placed' })
      await pass('5s')
      mark(`${requests()} requests`)
    },
  },
  {
    name: 'with checkpointing a cancelled run finishes its step and runs no other',
    functions: ({ inngest, mark, gate }) => [
      inngest.createFunction(
        { id: 'order', triggers, cancelOn: [{ event: 'shop/cancelled' }] },
        async ({ step }) => {
          await step.run('first', () => mark('first'))
          await step.run('second', async () => {
            mark('second begins')
            await gate('cancelled')
          })
          await step.run('third', () => mark('third'))
          await step.run('fourth', () => mark('fourth'))
        },
      ),
    ],
    play: async ({ send, seen, settle, open, pass }) => {
      await send({ name: 'shop/placed' })
      await seen('second begins')
      await send({ name: 'shop/cancelled' })
      await settle()
      open('cancelled')
      await pass('4s')
    },
  },
]
