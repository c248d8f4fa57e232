import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]

export const faults: Scenario[] = [
  {
    name: 'an app that answers 503, or nothing of the SDK at all, has spent an attempt',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 2 }, async ({ step, attempt }) => {
        await step.run('first', () => mark(`first, attempt ${attempt}`))
      }),
    ],
    play: async ({ send, pass, breakApp }) => {
      breakApp(2, 'answers 503')
      await send({ name: 'shop/placed' })
      await pass('6s')
    },
  },
  {
    name: 'an app that answers 503 as often as a run may be tried fails it',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        {
          id: 'order',
          triggers,
          retries: 1,
          onFailure: ({ error }) => mark(`failed: ${error.name}: ${error.message}`),
        },
        async ({ step }) => {
          await step.run('first', () => mark('never'))
        },
      ),
    ],
    play: async ({ send, pass, breakApp }) => {
      breakApp(2, 'answers 503')
      await send({ name: 'shop/placed' })
      await pass('6s')
    },
  },
  {
    name: 'with checkpointing a step whose answer is lost is known already, and does not run again',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step, attempt }) => {
        await step.run('first', () => mark(`first, attempt ${attempt}`))
        await step.run('second', () => mark(`second, attempt ${attempt}`))
      }),
    ],
    play: async ({ send, pass, breakApp }) => {
      breakApp(1, 'loses its answer')
      await send({ name: 'shop/placed' })
      await pass('6s')
    },
  },
  {
    name: 'without checkpointing a step whose answer is lost runs again',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, checkpointing: false }, async ({ step, attempt }) => {
        await step.run('first', () => mark(`first, attempt ${attempt}`))
        await step.run('second', () => mark(`second, attempt ${attempt}`))
      }),
    ],
    play: async ({ send, pass, breakApp }) => {
      breakApp(1, 'loses its answer')
      await send({ name: 'shop/placed' })
      await pass('6s')
    },
  },
  {
    name: 'an answer 429 with retry-after is tried again after that time',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 2 }, async ({ step, attempt }) => {
        await step.run('first', () => markTime(`first, attempt ${attempt}`))
      }),
    ],
    play: async ({ send, pass, breakApp }) => {
      breakApp(1, 'answers 429')
      await send({ name: 'shop/placed' })
      await pass('8s')
    },
  },
]
