import { expect, it } from 'vitest'
import { decodePlace, encodePlace } from './page-cursor.ts'

it.each(['stripe:evt_1', 'mill:ä/+=?&', 'x'.repeat(600)])('leads back to %s', (id) => {
  const text = encodePlace({ at: 1_795_474_418_099, id })

  expect(text).toMatch(/^[\w-]+$/)
  expect(decodePlace(text)).toEqual({ at: 1_795_474_418_099, id })
})

it.each(['', '%', 'bm90aGluZw', btoa('12'), btoa('-1 x')])('reads nothing from %j', (text) => {
  expect(decodePlace(text)).toBeUndefined()
})
