import { expect, it } from 'vitest'
import { seededRandom } from '../seeded-random.ts'
import { dueHeap } from './due-heap.ts'

it('gives what is due first, and of those due together the oldest', () => {
  const random = seededRandom(3)
  const entries = Array.from({ length: 500 }, (_, id) => ({ id, dueAt: Math.floor(random() * 20) }))
  const heap = dueHeap()
  for (const entry of entries) heap.push(entry)

  const popped = entries.map(() => heap.pop())

  expect(popped).toEqual(entries.toSorted((a, b) => a.dueAt - b.dueAt || a.id - b.id))
  expect(heap.peek()).toBeUndefined()
  expect(heap.pop()).toBeUndefined()
})
