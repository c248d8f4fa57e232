import { referenceFunction } from 'inngest'
import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]
const ship = referenceFunction({ functionId: 'ship' })

export const invocations: Scenario[] = [
  {
    name: 'step.invoke runs another function with its data and gives its result',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'ship', triggers: [] }, async ({ event, step }) => {
        await step.run('pack', () =>
          mark(`${event.name}, parcel ${(event.data as { parcel?: number }).parcel}`),
        )
        return { tracking: 'T1' }
      }),
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const shipped = await step.invoke('ship', { function: ship, data: { parcel: 7 } })
        await step.run('end', () => mark(JSON.stringify(shipped)))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('5s')
    },
  },
  {
    name: 'an invoked function that fails for good fails the step, which can be caught',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'ship', triggers: [], retries: 1 }, () => {
        mark('ship')
        throw new RangeError('too heavy')
      }),
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        try {
          await step.invoke('ship', { function: ship, data: {} })
        } catch (error) {
          const { name, message } = error as Error
          await step.run('apologise', () => mark(`${name}: ${message}`))
        }
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('7s')
    },
  },
  {
    name: 'step.invoke fails after its timeout, and the invoked run goes on alone',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'ship', triggers: [] }, async ({ step }) => {
        await step.sleep('nap', '6s')
        await step.run('end', () => markTime('shipped'))
      }),
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        try {
          await step.invoke('ship', { function: ship, data: {}, timeout: '2s' })
        } catch (error) {
          const { name, message } = error as Error
          await step.run('apologise', () => markTime(`${name}: ${message}`))
        }
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('10s')
    },
  },
  {
    name: 'invoking a function that is not there fails the step at once',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 1 }, async ({ step }) => {
        try {
          await step.invoke('ship', { function: ship, data: {}, timeout: '6s' })
        } catch (error) {
          const { name, message } = error as Error
          await step.run('apologise', () => markTime(`${name}: ${message.replace(/[0-9a-f-]{36}/, 'id')}`))
        }
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('10s')
    },
  },
  {
    name: 'an invoked run that is cancelled ends the step with the event inngest/function.finished as its result, and without an error',
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'ship', triggers: [], cancelOn: [{ event: 'shop/stopped' }] },
        ({ step }) => step.sleep('nap', '10s'),
      ),
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        try {
          const shipped = await step.invoke('ship', { function: ship, data: {}, timeout: '8s' })
          await step.run('end', () => mark(`the result is ${(shipped as { name?: string }).name}`))
        } catch (error) {
          const { name, message } = error as Error
          await step.run('apologise', () => mark(`${name}: ${message}`))
        }
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('2s')
      await send({ name: 'shop/stopped' })
      await pass('4s')
    },
  },
  {
    name: 'a function that is invoked twice with the same idempotency key fails the second step',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'ship', triggers: [], idempotency: 'event.data.parcel' }, () =>
        mark('ship'),
      ),
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        for (const time of ['first', 'second']) {
          try {
            await step.invoke(time, { function: ship, data: { parcel: 'p7' }, timeout: '5s' })
            await step.run(`${time}-worked`, () => mark(`${time} worked`))
          } catch (error) {
            await step.run(`${time}-failed`, () => mark(`${time} failed: ${(error as Error).message}`))
          }
        }
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('10s')
    },
  },
]
