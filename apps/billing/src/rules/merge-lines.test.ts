import { expect, it } from 'vitest'
import { mergeLines } from './merge-lines.ts'

it('adds up the quantities of one SKU', () => {
  const lines = [
    { sku: 'seat', quantity: 2 },
    { sku: 'credits-1000', quantity: 1 },
    { sku: 'seat', quantity: 3 },
  ]

  expect(mergeLines(lines)).toEqual([
    { sku: 'seat', quantity: 5 },
    { sku: 'credits-1000', quantity: 1 },
  ])
})
