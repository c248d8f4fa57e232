import { EventType } from 'inngest'
import { expect, it } from 'vitest'
import { orderPlaced } from '../src/order.ts'

const modules = Object.values(import.meta.glob('../src/*.ts', { eager: true }))
const events = modules
  .flatMap((module) => Object.values(module))
  .filter((value) => value instanceof EventType)
const names = events.map(({ name }) => String(name))

it.each(names)('%s is a noun and what happened to it', (name) => {
  expect(name).toMatch(/^[a-z]+\/([a-z]+\.)*[a-z]*(ed|en|due|received|send|sent|ing|up)$/)
})

it('has each name once', () => {
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted())
  expect(names).toContain('order/placed')
})

it('refuses an event that lacks an id', async () => {
  const event = orderPlaced.create({ orderId: 'ord_1', announcement: 0 } as never)

  await expect(event.validate()).rejects.toThrow('teamId')
})

it.each(events.map((event) => [String(event.name), event] as const))(
  'refuses a %s that says nothing',
  async (_, event) => {
    await expect(event.create({}).validate()).rejects.toThrow(/: /)
  },
)
