import type { Scenario } from '../scenario.ts'

const MIB = 1024 * 1024
const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]

/** The server wraps its own errors in JSON, so that only a part of the message tells them apart. */
function reasonOf({ name, message }: Error): string {
  const [reason = message] =
    /InngestErr\w+|step output size is greater than the limit/.exec(`${name}: ${message}`) ?? []
  return `failed: ${reason}`
}

export const limits: Scenario[] = [
  {
    name: 'a step gives back at most 4 MiB, and more fails it',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'order', triggers, retries: 0, onFailure: ({ error }) => mark(reasonOf(error)) },
        async ({ event, step }) => {
          await step.run('large', () => 'x'.repeat(event.data.mib * MIB))
          await step.run('end', () => mark(`${event.data.mib} MiB are fine`))
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed', data: { mib: 3.9 } })
      await pass('4s')
      await send({ name: 'shop/placed', data: { mib: 4.1 } })
      await pass('25s')
    },
  },
  {
    name: 'without checkpointing too, a step gives back at most 4 MiB',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        {
          id: 'order',
          triggers,
          retries: 0,
          checkpointing: false,
          onFailure: ({ error }) => mark(reasonOf(error)),
        },
        async ({ event, step }) => {
          await step.run('large', () => 'x'.repeat(event.data.mib * MIB))
          await step.run('end', () => mark(`${event.data.mib} MiB are fine`))
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed', data: { mib: 3.9 } })
      await pass('4s')
      await send({ name: 'shop/placed', data: { mib: 4.1 } })
      await pass('25s')
    },
  },
  {
    name: 'the state of a run is at most 32 MiB, and more fails it',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        {
          id: 'order',
          triggers,
          retries: 0,
          checkpointing: false,
          onFailure: ({ error }) => mark(reasonOf(error)),
        },
        async ({ step }) => {
          for (let item = 1; item <= 9; item += 1) {
            await step.run(`large-${item}`, () => 'x'.repeat(3.9 * MIB))
          }
          await step.run('end', () => mark('35 MiB are fine'))
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('45s')
    },
  },
  {
    name: 'a self-hosted server does not count the steps of a run: 1002 are fine',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'order', triggers, retries: 0, onFailure: ({ error }) => mark(reasonOf(error)) },
        async ({ event, step }) => {
          for (let item = 0; item < event.data.steps; item += 1) await step.run('ship', () => item)
          mark(`${event.data.steps} steps are fine`)
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed', data: { steps: 1002 } })
      await pass('90s')
    },
  },
  {
    name: 'a sleep of more than 366 days fails the run',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'year', triggers, retries: 0 }, ({ step }) => step.sleep('nap', '366d')),
      inngest.createFunction(
        { id: 'longer', triggers, retries: 0, onFailure: ({ error }) => mark(reasonOf(error)) },
        ({ step }) => step.sleep('nap', '367d'),
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('4s')
    },
  },
  {
    name: 'a wait of more than 366 days fails the run',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'longer', triggers, retries: 0, onFailure: ({ error }) => mark(reasonOf(error)) },
        async ({ step }) => {
          await step.waitForEvent('paid', { event: 'shop/paid', timeout: '367d' })
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('4s')
    },
  },
  {
    name: 'retries above 20 are 20',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 21 as 20 }, ({ maxAttempts }) =>
        mark(`${maxAttempts} attempts`),
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('3s')
    },
  },
  {
    name: 'a concurrency limit of 0 is no limit',
    functions: ({ inngest, work }) => [
      inngest.createFunction({ id: 'order', triggers, concurrency: 0 }, ({ step }) =>
        step.run('work', () => work()),
      ),
    ],
    play: async ({ send, pass, peak, mark }) => {
      await send(...[1, 2, 3].map((order) => ({ name: 'shop/placed', data: { order } })))
      await pass('4s')
      mark(`at most ${peak()} at once`)
    },
  },
]
