import { NonRetriableError, RetryAfterError } from 'inngest'
import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]

export const retries: Scenario[] = [
  {
    name: 'without a setting a function is tried five times',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, ({ attempt, maxAttempts }) => {
        mark(`attempt ${attempt} of ${maxAttempts}`)
        throw new Error('no')
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('12s')
    },
  },
  {
    name: 'a failing step is tried again alone, with its own count of attempts',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 2 }, async ({ step, attempt }) => {
        await step.run('before', () => mark(`before, attempt ${attempt}`))
        await step.run('fails-once', () => {
          mark(`fails once, attempt ${attempt}`)
          if (attempt === 0) throw new Error('no')
        })
        await step.run('fails-twice', () => {
          mark(`fails twice, attempt ${attempt}`)
          if (attempt < 2) throw new Error('no')
        })
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('9s')
    },
  },
  {
    name: 'retries: 0 tries once',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 0 }, async ({ step, maxAttempts }) => {
        await step.run('fails', () => {
          mark(`attempt of ${maxAttempts}`)
          throw new Error('no')
        })
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('5s')
    },
  },
  {
    name: 'a NonRetriableError in a step is not tried again',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        await step.run('fails', () => {
          mark('attempt')
          throw new NonRetriableError('never')
        })
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('5s')
    },
  },
  {
    name: 'a NonRetriableError outside of steps is not tried again',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers }, () => {
        mark('attempt')
        throw new NonRetriableError('never')
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('5s')
    },
  },
  {
    name: 'a RetryAfterError says when the next attempt is made',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'step', triggers }, async ({ step, attempt }) => {
        await step.run('fails', () => {
          markTime(`step, attempt ${attempt}`)
          if (attempt === 0) throw new RetryAfterError('later', '3s')
        })
      }),
      inngest.createFunction({ id: 'function', triggers }, ({ attempt }) => {
        markTime(`function, attempt ${attempt}`)
        if (attempt === 0) throw new RetryAfterError('later', '7s')
      }),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('10s')
    },
  },
  {
    name: 'a step that failed for good can be caught, and the function goes on',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 1 }, async ({ step }) => {
        try {
          await step.run('pay', () => {
            mark('pay')
            throw new TypeError('card declined')
          })
        } catch (error) {
          const { name, message } = error as Error
          await step.run('apologise', () => mark(`${name}: ${message}`))
        }
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('6s')
    },
  },
  {
    name: 'a step that failed for good and is not caught fails the function without another attempt',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 1 }, async ({ step }) => {
        await step.run('pay', () => {
          mark('pay')
          throw new Error('card declined')
        })
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('7s')
    },
  },
  {
    name: 'an error between two steps is tried again without the steps before it',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 2 }, async ({ step, attempt }) => {
        await step.run('first', () => mark('first'))
        if (attempt === 0) throw new Error('no')
        await step.run('second', () => mark(`second, attempt ${attempt}`))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('6s')
    },
  },
  {
    name: 'the first retry comes after 15 to 45 seconds',
    hasRealBackoff: true,
    functions: ({ inngest, mark, now }) => {
      const failedAt = new Map<number, number>()
      return [
        inngest.createFunction({ id: 'order', triggers, retries: 1 }, async ({ event, step, attempt }) => {
          await step.run('fails-once', () => {
            const { order } = event.data
            if (attempt === 0) {
              failedAt.set(order, now())
              throw new Error('no')
            }
            const ms = now() - (failedAt.get(order) ?? 0)
            mark(ms >= 15_000 && ms <= 46_500 ? 'in time' : `after ${ms} ms`)
          })
        }),
      ]
    },
    play: async ({ send, pass }) => {
      // Many, since each is late by chance.
      await send(...Array.from({ length: 16 }, (_, order) => ({ name: 'shop/placed', data: { order } })))
      await pass('52s')
    },
  },
]
