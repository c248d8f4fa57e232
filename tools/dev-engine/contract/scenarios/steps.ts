import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]

export const steps: Scenario[] = [
  {
    name: 'each step runs once, and its result is kept for the steps after it',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ event, step }) => {
        const price = await step.run('price', () => {
          mark('price')
          return { cents: event.data.cents * 2 }
        })
        await step.run('pay', () => mark(`pay ${price.cents}`))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed', data: { cents: 50 } })
      await pass('3s')
    },
  },
  {
    name: 'a step id used twice names two steps, told apart by their order',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const seen: number[] = []
        for (const item of [1, 2, 3]) seen.push(await step.run('ship', () => item))
        await step.run('end', () => mark(`shipped ${seen.join()}`))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('3s')
    },
  },
  {
    name: 'a step without a result, or with a date or a map, gives what JSON makes of it',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const nothing = await step.run('nothing', () => {})
        const date = await step.run('date', () => new Date(0))
        const rest = await step.run('rest', () => ({
          map: new Map([[1, 2]]),
          none: undefined,
          nan: Number.NaN,
        }))
        await step.run('end', () => mark(JSON.stringify([nothing, date, rest])))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('3s')
    },
  },
  {
    name: 'a sleep ends after its duration, and one until a past moment at once',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        await step.sleepUntil('past', '2020-01-01T00:00:00Z')
        await step.run('first', () => markTime('after the past'))
        await step.sleep('nap', '4s')
        await step.run('second', () => markTime('after the nap'))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('8s')
    },
  },
  {
    name: 'sleepUntil ends at its moment',
    functions: ({ inngest, now, markTime }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const until = await step.run('until', () => new Date(now() + 4000).toISOString())
        await step.sleepUntil('nap', until)
        await step.run('end', () => markTime('awake'))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('8s')
    },
  },
  {
    name: 'step.sendEvent sends once, gives the ids of its events, and starts what they trigger',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const { ids } = await step.sendEvent(
          'tell',
          [1, 2].map((parcel) => ({ name: 'shop/packed', data: { parcel } })),
        )
        await step.sleep('nap', '1s')
        await step.run('end', () => mark(`${ids.length} ids`))
      }),
      inngest.createFunction({ id: 'ship', triggers: [{ event: 'shop/packed' }] }, ({ event }) =>
        mark(`ship ${event.data.parcel}`),
      ),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('5s')
    },
  },
  {
    name: 'one event starts every function that it triggers, and one that it triggers twice only once',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'pack', triggers }, () => mark('pack')),
      inngest.createFunction({ id: 'bill', triggers: [...triggers, { event: 'shop/*' }] }, () =>
        mark('bill'),
      ),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('3s')
    },
  },
]
