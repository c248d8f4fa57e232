import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]

export const failures: Scenario[] = [
  {
    name: 'onFailure runs once when the last attempt has failed, with the error and the event that started the run',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        {
          id: 'order',
          triggers,
          retries: 1,
          onFailure: async ({ event, error, step }) => {
            await step.run('tell', () =>
              mark(`failed: ${error.message}, ${event.data.event.name} ${event.data.event.data.order}`),
            )
          },
        },
        () => {
          mark('attempt')
          throw new Error('out of stock')
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed', data: { order: 7 } })
      await pass('6s')
    },
  },
  {
    name: 'a failed onFailure handler is tried again once, and starts no other',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        {
          id: 'order',
          triggers,
          retries: 0,
          onFailure: ({ attempt }) => {
            mark(`handler, attempt ${attempt}`)
            throw new Error('handler fails too')
          },
        },
        () => {
          throw new Error('out of stock')
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('7s')
    },
  },
  {
    name: 'inngest/function.failed says which function failed, why, and for which event',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 0 }, () => {
        throw new RangeError('out of stock')
      }),
      inngest.createFunction(
        { id: 'watch', triggers: [{ event: 'inngest/function.failed' }] },
        ({ event }) => {
          const { function_id, run_id, error, event: failed } = event.data
          mark(
            `${function_id}, ${error.name}: ${error.message}, ${failed.name} ${failed.data.order}, ${typeof run_id}`,
          )
          mark(Object.keys(event.data).toSorted().join(', '))
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed', data: { order: 7 } })
      await pass('5s')
    },
  },
  {
    name: 'inngest/function.finished comes for completed and for failed runs alike',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'works', triggers, retries: 0 }, () => 'done'),
      inngest.createFunction({ id: 'fails', triggers, retries: 0 }, () => {
        throw new Error('out of stock')
      }),
      inngest.createFunction(
        { id: 'watch', triggers: [{ event: 'inngest/function.finished' }] },
        ({ event }) => {
          const { function_id, result, error, _inngest } = event.data
          mark(
            `${function_id}: result ${JSON.stringify(result?.message ?? result)}, error ${error?.message}, ${_inngest?.status}`,
          )
          mark(`${function_id}: ${Object.keys(event.data).toSorted().join(', ')}`)
        },
      ),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('5s')
    },
  },
  {
    name: 'inngest/function.finished carries the result of a function with steps',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'works', triggers, retries: 0 }, async ({ step }) => {
        const price = await step.run('price', () => 7)
        await step.sleep('nap', '1s')
        return { price }
      }),
      inngest.createFunction(
        { id: 'watch', triggers: [{ event: 'inngest/function.finished' }] },
        ({ event }) => {
          mark(JSON.stringify(event.data.result))
        },
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('5s')
    },
  },
  {
    name: 'only a wildcard that begins with inngest/ hears system events',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'fails', triggers, retries: 0 }, () => {
        throw new Error('out of stock')
      }),
      inngest.createFunction(
        { id: 'all', triggers: [{ event: 'shop/*' }, { event: 'function.*' }] },
        ({ event: { name } }) => mark(`shop/*: ${String(name)}`),
      ),
      inngest.createFunction({ id: 'system', triggers: [{ event: 'inngest/*' }] }, ({ event: { name } }) =>
        mark(`inngest/*: ${String(name)}`),
      ),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('5s')
    },
  },
]
