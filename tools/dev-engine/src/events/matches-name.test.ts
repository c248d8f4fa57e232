import { expect, it } from 'vitest'
import { isDeafPattern, matchesName } from './matches-name.ts'

it.each([
  ['shop/placed', 'shop/placed', true],
  ['shop/placed', 'shop/placed.late', false],
  ['shop/*', 'shop/placed', true],
  ['shop/*', 'shop/', true],
  ['shop/*', 'shop/order/paid.late', true],
  ['shop/order.*', 'shop/order.placed', true],
  ['shop/*', 'workshop/placed', false],
  ['shop*', 'shop/placed', false],
  ['*', 'shop/placed', false],
  ['shop/*/placed', 'shop/order/placed', false],
  ['inngest/*', 'inngest/function.finished', true],
])('%s and %s: %s', (pattern, name, answer) => {
  expect(matchesName(pattern, name)).toBe(answer)
})

it.each([
  ['shop/placed', false],
  ['shop/*', false],
  ['shop.*', false],
  ['shop*', true],
  ['*', true],
  ['shop/*/placed', true],
])('%s hears nothing: %s', (pattern, answer) => {
  expect(isDeafPattern(pattern)).toBe(answer)
})
