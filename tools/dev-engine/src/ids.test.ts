import { expect, it } from 'vitest'
import { createIds } from './ids.ts'
import { seededRandom } from './seeded-random.ts'

it('gives the example of the specification its time', () => {
  const newId = createIds(() => 1_469_918_176_385, seededRandom(1), null)

  expect(newId()).toMatch(/^01ARYZ6S41[0-9A-HJKMNP-TV-Z]{16}$/)
})

it('sorts as it was made, while time stands still and from one engine to the next', () => {
  const newId = createIds(() => 1000, seededRandom(1), null)
  const ids = Array.from({ length: 100 }, newId)
  const again = createIds(() => 999, seededRandom(1), ids.at(-1) ?? null)
  ids.push(again(), again())

  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(102)
})

it('carries over', () => {
  const newId = createIds(() => 0, seededRandom(1), '0000000001000000000000ZZZZ')

  expect(newId()).toBe('00000000010000000000010000')
})

it('is the same for the same seed', () => {
  const first = createIds(() => 5, seededRandom(7), null)
  const second = createIds(() => 5, seededRandom(7), null)
  const other = createIds(() => 5, seededRandom(8), null)

  expect([first(), first()]).toEqual([second(), second()])
  expect(first()).not.toBe(other())
})
