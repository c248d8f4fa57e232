import type { InngestFunction } from 'inngest'
import type { Scenario, SentEvent, Stage } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]
const placed = (order: string, rest: Record<string, unknown> = {}): SentEvent => ({
  name: 'shop/placed',
  data: { order, ...rest },
})

const oneByOne =
  (run: string) =>
  ({ inngest, mark, gate }: Stage): InngestFunction.Like[] => [
    inngest.createFunction(
      { id: 'order', triggers, concurrency: 1, priority: { run } },
      async ({ event, step }) => {
        await step.run('work', async () => {
          mark(event.data.order)
          if (event.data.order === 'first') await gate('all are queued')
        })
      },
    ),
  ]

const sendWhileBusy =
  (...orders: SentEvent[]): Scenario['play'] =>
  async ({ send, seen, settle, open, pass }) => {
    await send(placed('first'))
    await seen('first')
    for (const order of orders) {
      await send(order)
      await settle()
    }
    open('all are queued')
    await pass('8s')
  }

export const priorities: Scenario[] = [
  {
    name: 'of the runs that are held back, the one of the highest priority starts first',
    functions: oneByOne('event.data.plan == "pro" ? 600 : event.data.plan == "plus" ? 300 : 0'),
    play: sendWhileBusy(placed('normal'), placed('plus', { plan: 'plus' }), placed('pro', { plan: 'pro' })),
  },
  {
    name: 'a priority that is a number of the event counts nothing, since numbers of JSON are not whole',
    functions: oneByOne('event.data.priority'),
    play: sendWhileBusy(
      placed('low', { priority: 1 }),
      placed('normal', { priority: 2 }),
      placed('high', { priority: 600 }),
    ),
  },
  {
    name: 'a priority below 0 delays the start by as many seconds, even when nothing else waits',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'free', triggers, priority: { run: '-4' } }, () => markTime('free')),
      inngest.createFunction({ id: 'pro', triggers, priority: { run: '4' } }, () => markTime('pro')),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send(placed('first'))
      await pass('8s')
    },
  },
]
