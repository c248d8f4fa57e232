import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]
const orders = (count: number) =>
  Array.from({ length: count }, (_, order) => ({ name: 'shop/placed', data: { order } }))

const shared = (scope: 'env' | 'account'): Scenario => ({
  name: `concurrency of scope ${scope} is shared by the functions that have the same key`,
  functions: ({ inngest, work }) =>
    ['pack', 'bill'].map((id) =>
      inngest.createFunction(
        { id, triggers, concurrency: { limit: 1, key: '"printer"', scope } },
        async ({ step }) => {
          await step.run('print', () => work())
        },
      ),
    ),
  play: async ({ send, pass, peak, mark }) => {
    await send(...orders(2))
    await pass('8s')
    mark(`at most ${peak()} at once`)
  },
})

export const concurrency: Scenario[] = [
  {
    name: 'concurrency limits the steps that execute at once, and all of them run in the end',
    functions: ({ inngest, work }) => [
      inngest.createFunction({ id: 'order', triggers, concurrency: 2 }, async ({ step }) => {
        await step.run('work', () => work())
      }),
    ],
    play: async ({ send, pass, peak, mark }) => {
      await send(...orders(6))
      await pass('8s')
      mark(`at most ${peak()} at once`)
    },
  },
  {
    name: 'a concurrency key gives each of its values a limit of its own',
    functions: ({ inngest, work }) => [
      inngest.createFunction(
        { id: 'order', triggers, concurrency: { limit: 1, key: 'event.data.customer' } },
        async ({ event, step }) => {
          await step.run('work', () => Promise.all([work(event.data.customer), work('all')]))
        },
      ),
    ],
    play: async ({ send, pass, peak, mark }) => {
      await send(
        ...['a', 'a', 'a', 'b', 'b', 'b'].map((customer) => ({ name: 'shop/placed', data: { customer } })),
      )
      await pass('8s')
      mark(`a: ${peak('a')}, b: ${peak('b')}, all: ${peak('all')}`)
    },
  },
  {
    name: 'two concurrency limits hold together',
    functions: ({ inngest, work }) => [
      inngest.createFunction(
        { id: 'order', triggers, concurrency: [{ limit: 1, key: 'event.data.customer' }, { limit: 2 }] },
        async ({ event, step }) => {
          await step.run('work', () => Promise.all([work(event.data.customer), work('all')]))
        },
      ),
    ],
    play: async ({ send, pass, peak, mark }) => {
      await send(
        ...['a', 'a', 'b', 'b', 'c', 'c'].map((customer) => ({ name: 'shop/placed', data: { customer } })),
      )
      await pass('10s')
      mark(`a: ${peak('a')}, b: ${peak('b')}, c: ${peak('c')}, all: ${peak('all')}`)
    },
  },
  shared('env'),
  shared('account'),
  {
    name: 'concurrency of scope fn is not shared, though the key is the same',
    functions: ({ inngest, work }) =>
      ['pack', 'bill'].map((id) =>
        inngest.createFunction(
          { id, triggers, concurrency: { limit: 1, key: '"printer"' } },
          async ({ step }) => {
            await step.run('print', () => Promise.all([work(id), work('all')]))
          },
        ),
      ),
    play: async ({ send, pass, peak, mark }) => {
      await send(...orders(2))
      await pass('6s')
      mark(`pack: ${peak('pack')}, bill: ${peak('bill')}, all: ${peak('all')}`)
    },
  },
  {
    name: 'a sleeping or waiting run takes no place in its concurrency limit',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, concurrency: 1 }, async ({ event, step }) => {
        await step.run('begin', () => mark(`${event.data.order} begins`))
        await step.sleep('nap', '3s')
        await step.waitForEvent('paid', { event: 'shop/paid', timeout: '1s' })
        await step.run('end', () => mark(`${event.data.order} ends`))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed', data: { order: 1 } })
      await pass('1s')
      await send({ name: 'shop/placed', data: { order: 2 } })
      await pass('8s')
    },
  },
  {
    name: 'parallel steps of one run count against its concurrency limit',
    functions: ({ inngest, work }) => [
      inngest.createFunction({ id: 'order', triggers, concurrency: 2 }, async ({ step }) => {
        await Promise.all([1, 2, 3, 4].map((item) => step.run(`ship-${item}`, () => work())))
      }),
    ],
    play: async ({ send, pass, peak, mark }) => {
      await send(...orders(1))
      await pass('8s')
      mark(`at most ${peak()} at once`)
    },
  },
  {
    name: 'runs held back by concurrency start in the order in which they were sent',
    functions: ({ inngest, mark, gate }) => [
      inngest.createFunction({ id: 'order', triggers, concurrency: 1 }, async ({ event, step }) => {
        await step.run('work', async () => {
          mark(`order ${event.data.order}`)
          if (event.data.order === 0) await gate('others are sent')
        })
      }),
    ],
    play: async ({ send, seen, settle, open, pass }) => {
      const [first, ...others] = orders(4)
      if (first) await send(first)
      await seen('order 0')
      for (const order of others) {
        await send(order)
        await settle()
      }
      open('others are sent')
      await pass('8s')
    },
  },
]
