import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]

export const waits: Scenario[] = [
  {
    name: 'waitForEvent with match takes the first event that has the same field, as a whole',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const paid = await step.waitForEvent('paid', {
          event: 'shop/paid',
          match: 'data.order',
          timeout: '20s',
        })
        await step.run('end', () =>
          mark(
            `${paid?.name} by ${paid?.data.by}, ${Object.keys(paid ?? {})
              .toSorted()
              .join()}`,
          ),
        )
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed', data: { order: 7 } })
      await pass('2s')
      await send({ name: 'shop/paid', data: { order: 8 } }, { name: 'shop/sent', data: { order: 7 } })
      await pass('2s')
      await send({ name: 'shop/paid', data: { order: 7, by: 'card' } })
      await pass('2s')
      await send({ name: 'shop/paid', data: { order: 7, by: 'cash' } })
      await pass('2s')
    },
  },
  {
    name: 'waitForEvent with if compares the event that started the run with the one that arrives, as async',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const paid = await step.waitForEvent('paid', {
          event: 'shop/paid',
          if: 'async.data.order == event.data.order && async.data.cents >= 100',
          timeout: '20s',
        })
        await step.run('end', () => mark(`paid ${paid?.data.cents}`))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed', data: { order: 7 } })
      await pass('2s')
      await send({ name: 'shop/paid', data: { order: 7, cents: 99 } })
      await pass('2s')
      await send({ name: 'shop/paid', data: { order: 7, cents: 100 } })
      await pass('3s')
    },
  },
  {
    name: 'waitForEvent gives null once its timeout is over',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const paid = await step.waitForEvent('paid', { event: 'shop/paid', timeout: '4s' })
        await step.run('end', () => markTime(paid ? 'paid' : 'not paid'))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('8s')
    },
  },
  {
    name: 'an event sent before the wait began is missed',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        await step.sleep('nap', '4s')
        const paid = await step.waitForEvent('paid', { event: 'shop/paid', timeout: '4s' })
        await step.run('end', () => markTime(paid ? 'paid' : 'not paid'))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('2s')
      await send({ name: 'shop/paid' })
      await pass('10s')
    },
  },
  {
    name: 'one event ends the waits of several runs',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ event, step }) => {
        const opened = await step.waitForEvent('opened', { event: 'shop/opened', timeout: '20s' })
        await step.run('end', () => mark(`order ${event.data.order}: ${opened?.data.door}`))
      }),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send(...[1, 2, 3].map((order) => ({ name: 'shop/placed', data: { order } })))
      await pass('3s')
      await send({ name: 'shop/opened', data: { door: 'front' } })
      await pass('3s')
    },
  },
  {
    name: 'a wait hears nothing where its event has a wildcard',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 0 }, async ({ step }) => {
        const heard = await step.waitForEvent('any', { event: 'shop/*', timeout: '4s' })
        await step.run('end', () => mark(`heard ${heard?.name}`))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('2s')
      await send({ name: 'shop/paid' })
      await pass('6s')
    },
    deviation: {
      reason: 'dev-engine fails a run that would wait for nothing',
      observed: ['order: 1 Failed'],
    },
  },
  {
    name: 'a wait whose expression does not parse fails the run',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 0 }, async ({ step }) => {
        const paid = await step.waitForEvent('paid', {
          event: 'shop/paid',
          if: 'async.data. ==',
          timeout: '4s',
        })
        await step.run('end', () => mark(paid ? 'paid' : 'not paid'))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('2s')
      await send({ name: 'shop/paid' })
      await pass('6s')
    },
  },
  {
    name: 'a wait hears system events',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'fails', triggers: [{ event: 'shop/doomed' }], retries: 0 }, () => {
        throw new Error('doomed')
      }),
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const failed = await step.waitForEvent('failed', { event: 'inngest/function.failed', timeout: '8s' })
        await step.run('end', () => mark(`heard ${failed?.data.function_id}`))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('2s')
      await send({ name: 'shop/doomed' })
      await pass('4s')
    },
  },
]
