import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

/** A party that takes money; a key it has seen moves no more of it. */
function aBank() {
  const charges: string[] = []
  const keys = new Set<string>()
  const charge = async (orderId: string, key?: string) => {
    if (key !== undefined && keys.has(key)) return
    if (key !== undefined) keys.add(key)
    charges.push(orderId)
  }
  return { charges, charge }
}

/** Charges an order, with a key of the function, of the call, or without. */
async function aShop(with_: { functionKey?: string; callKey?: 'order' | 'new'; isCutOff?: boolean }) {
  const { charges, charge } = aBank()
  let attempts = 0
  const { send } = await anEngine((inngest) => [
    inngest.createFunction(
      {
        id: 'pay-order',
        triggers: [{ event: 'order/placed' }],
        ...(with_.functionKey && { idempotency: with_.functionKey }),
      },
      async ({ event, step }) => {
        const { orderId } = event.data as { orderId: string }
        await step.run('charge-card', async () => {
          attempts += 1
          await charge(orderId, with_.callKey === 'new' ? crypto.randomUUID() : with_.callKey && orderId)
          // The money has moved, and the answer is lost.
          if (with_.isCutOff && attempts === 1) throw new Error('connection lost')
        })
      },
    ),
  ])
  return { charges, place: () => send('order/placed', { orderId: 'order-1' }) }
}

it('charges twice when the event comes twice', async () => {
  const { charges, place } = await aShop({})

  await place()
  await place()

  expect(charges).toEqual(['order-1', 'order-1'])
})

it('charges once when the event comes twice, with a key of the function', async () => {
  const { charges, place } = await aShop({ functionKey: 'event.data.orderId' })

  await place()
  await place()

  expect(charges).toEqual(['order-1'])
})

it('still charges twice when the answer is lost, with a key of the function alone', async () => {
  const { charges, place } = await aShop({ functionKey: 'event.data.orderId', isCutOff: true })

  await place()

  expect(charges).toEqual(['order-1', 'order-1'])
})

it('charges twice when the answer is lost, with a key that is made anew on each try', async () => {
  const { charges, place } = await aShop({ callKey: 'new', isCutOff: true })

  await place()

  expect(charges).toEqual(['order-1', 'order-1'])
})

it('charges once in both cases, with a key that the other side knows', async () => {
  const { charges, place } = await aShop({ callKey: 'order', isCutOff: true })

  await place()
  await place()

  expect(charges).toEqual(['order-1'])
})
