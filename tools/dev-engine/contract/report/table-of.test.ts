import { expect, it } from 'vitest'
import { tableOf } from './table-of.ts'

it('lines the columns up and names a scenario once', () => {
  const rows = [
    ['a fact', 'two', 'zwei'],
    ['a fact', '', 'three'],
    ['another', 'long line', ''],
  ]

  expect(`\n${tableOf(['scenario', 'server', 'engine'], rows)}`).toBe(`
scenario │ server    │ engine
─────────┼───────────┼───────
a fact   │ two       │ zwei
         │           │ three
another  │ long line │`)
})
