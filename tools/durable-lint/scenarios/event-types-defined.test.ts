import { eventType, staticSchema } from 'inngest'
import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

const orderPlaced = eventType('order/placed', { schema: staticSchema<{ orderId: string }>() })

it('accepts an event with a typo, and runs nothing', async () => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'pay', triggers: [{ event: 'order/placed' }] }, () => 'paid'),
  ])

  const ids = await send('order/place')

  expect(ids).toHaveLength(1)
  expect(engine.runs.find()).toEqual([])
})

it('takes the name from the one place where it stands', async () => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'pay', triggers: [orderPlaced] }, () => 'paid'),
  ])

  const { name, data } = orderPlaced.create({ orderId: 'order-1' })
  await send(name, data)

  expect(engine.runs.find()).toMatchObject([{ output: 'paid' }])
})
