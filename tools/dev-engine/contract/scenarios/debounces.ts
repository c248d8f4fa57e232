import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/edited' }] = [{ event: 'shop/edited' }]
const edit = (version: number, product = 'p') => ({ name: 'shop/edited', data: { version, product } })

export const debounces: Scenario[] = [
  {
    name: 'debounce runs once, with the last event, about a second after its period has passed without another',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'index', triggers, debounce: { period: '4s' } }, ({ event }) =>
        markTime(`version ${event.data.version}`),
      ),
    ],
    play: async ({ send, pass }) => {
      await send(edit(1))
      await pass('2s')
      await send(edit(2))
      await pass('1s')
      await send(edit(3))
      await pass('9s')
      await send(edit(4))
      await pass('6s')
    },
  },
  {
    name: 'debounce keeps the last event and its timeout caps the delay',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction(
        { id: 'index', triggers, debounce: { period: '4s', timeout: '7s' } },
        ({ event }) => markTime(`version ${event.data.version}`),
      ),
    ],
    play: async ({ send, pass }) => {
      for (const version of [1, 2, 3, 4]) {
        await send(edit(version))
        await pass('2s')
      }
      await pass('6s')
    },
  },
  {
    name: 'a debounce key gives each of its values a debounce of its own',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'index', triggers, debounce: { period: '2s', key: 'event.data.product' } },
        ({ event }) => mark(`${event.data.product}, version ${event.data.version}`),
      ),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send(edit(1, 'a'))
      await send(edit(2, 'b'))
      await send(edit(3, 'a'))
      await pass('6s')
    },
  },
  {
    name: 'an event older than the debounced one does not replace it',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'index', triggers, debounce: { period: '3s' } }, ({ event }) =>
        mark(`version ${event.data.version}`),
      ),
    ],
    play: async ({ send, pass, now }) => {
      await send({ ...edit(2), ts: now() })
      await pass('1s')
      await send({ ...edit(1), ts: now() - 60_000 })
      await pass('6s')
    },
  },
]
