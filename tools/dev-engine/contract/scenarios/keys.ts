import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]
const key = 'event.data.key'

/** Two events whose key is `value`, missing where it is undefined, and between them one of another key. */
const withKey = (name: string, value: unknown, options: Record<string, unknown>): Scenario => ({
  name,
  functions: ({ inngest, mark }) => [
    inngest.createFunction({ id: 'order', triggers, ...options }, async ({ event, step }) => {
      await step.run('begin', () => mark(`run ${event.data.nth}`))
      await step.sleep('nap', '60s')
    }),
  ],
  isUnordered: true,
  play: async ({ send, pass }) => {
    const same = value === undefined ? {} : { key: value }
    for (const [nth, rest] of [
      [1, same],
      [2, { key: 'other' }],
      [3, same],
    ] as const) {
      await send({ name: 'shop/placed', data: { nth, ...rest } })
      await pass('1s')
    }
    await pass('6s')
  },
})

const rateLimit = { limit: 1, period: '60s', key }
const throttle = { limit: 1, period: '30s', key }
const debounce = { period: '3s', key }
const singleton = { mode: 'skip', key }
const idempotency = key

export const keys: Scenario[] = [
  withKey('rateLimit does not hold for events that lack its key', undefined, { rateLimit }),
  withKey('rateLimit does not hold for events whose key is false', false, { rateLimit }),
  withKey('rateLimit holds for events whose key is null', null, { rateLimit }),
  withKey('rateLimit holds for events whose key is 0', 0, { rateLimit }),
  withKey('idempotency does not hold for events that lack its key', undefined, { idempotency }),
  withKey('idempotency holds for events whose key is null', null, { idempotency }),
  withKey('singleton does not hold for events that lack its key', undefined, { singleton }),
  withKey('singleton does not hold for events whose key is false', false, { singleton }),
  withKey('singleton holds for events whose key is null', null, { singleton }),
  withKey('events that lack the key of throttle share one throttle', undefined, { throttle }),
  withKey('events that lack the key of debounce share one debounce', undefined, { debounce }),
]
