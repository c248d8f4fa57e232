import { expect, it } from 'vitest'
import { printDifferences } from './print-differences.ts'

it('lines the columns up and names each scenario once', () => {
  const differences = [
    { scenario: 'a fact', expected: 'two', observed: 'zwei' },
    { scenario: 'a fact', expected: '', observed: 'three' },
    { scenario: 'another', expected: 'a long line', observed: '' },
  ]

  expect(`\n${printDifferences('recorded', 'dev-engine', differences)}`).toBe(`
  recorded    │ dev-engine
  ────────────┼───────────
a fact
  two         │ zwei
              │ three
another
  a long line │`)
})
