import type { Inngest } from 'inngest'
import { expect, it } from 'vitest'
import { anApp, anEngine, anEngineFor } from './an-engine.ts'

const create = (inngest: Inngest, id: string, event: string) =>
  inngest.createFunction({ id, triggers: [{ event }] }, () => event)

it('does not serve anything, where one handler has two functions of one id', () => {
  const define = () =>
    anApp((inngest) => [
      create(inngest, 'notify', 'order/placed'),
      create(inngest, 'notify', 'order/shipped'),
      create(inngest, 'count', 'order/placed'),
    ])

  expect(define).toThrow('Duplicate function ID "shop-notify"')
})

it('never runs the second function, where each has a handler of its own', async () => {
  const first = anApp((inngest) => [create(inngest, 'notify', 'order/placed')])
  const second = anApp((inngest) => [create(inngest, 'notify', 'order/shipped')])
  const { engine, synced, send } = await anEngineFor(first, second)

  await send('order/placed')
  await send('order/shipped')

  expect(synced).toBe(false)
  expect(engine.runs.find().map(({ output }) => output)).toEqual(['order/placed'])
})

it('runs both under ids of their own', async () => {
  const { engine, send } = await anEngine((inngest) => [
    create(inngest, 'notify-placed', 'order/placed'),
    create(inngest, 'notify-shipped', 'order/shipped'),
  ])

  await send('order/placed')
  await send('order/shipped')

  expect(engine.runs.find().map(({ output }) => output)).toEqual(['order/shipped', 'order/placed'])
})
