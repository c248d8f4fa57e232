import { expect, it } from 'vitest'
import { matchesName } from './matches-name.ts'

it.each([
  ['shop/placed', 'shop/placed', true],
  ['shop/placed', 'shop/placed.late', false],
  ['shop/*', 'shop/placed', true],
  ['shop/order.*', 'shop/order.placed', true],
  ['shop/*', 'workshop/placed', false],
  ['*', 'shop/placed', true],
  ['*', 'inngest/function.finished', false],
  ['inngest/*', 'inngest/function.finished', true],
])('%s and %s: %s', (pattern, name, answer) => {
  expect(matchesName(pattern, name)).toBe(answer)
})
