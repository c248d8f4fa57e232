import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

it('reserves the goods under one order id and charges under another', async () => {
  const written: string[] = []
  const { send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'order', triggers: [{ event: 'cart/bought' }] }, async ({ step }) => {
      const orderId = crypto.randomUUID()
      await step.run('reserve-stock', () => void written.push(orderId))
      await step.run('charge-card', () => void written.push(orderId))
    }),
  ])

  await send('cart/bought')

  expect(written).toHaveLength(2)
  expect(new Set(written).size).toBe(2)
})

it('keeps the order id that a step has made', async () => {
  const written: string[] = []
  const { send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'order', triggers: [{ event: 'cart/bought' }] }, async ({ step }) => {
      const orderId = await step.run('make-order-id', () => crypto.randomUUID())
      await step.run('reserve-stock', () => void written.push(orderId))
      await step.run('charge-card', () => void written.push(orderId))
    }),
  ])

  await send('cart/bought')

  expect(written).toHaveLength(2)
  expect(new Set(written).size).toBe(1)
})
