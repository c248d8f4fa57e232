import { expect, it } from 'vitest'
import { shouldStop } from './should-stop.ts'

it.each([
  [{ requests: 100, errors: 5 }, { requests: 900, errors: 0 }, true],
  [{ requests: 100, errors: 5 }, { requests: 900, errors: 40 }, false],
  [{ requests: 100, errors: 12 }, { requests: 900, errors: 40 }, true],
  [{ requests: 1_000, errors: 5 }, { requests: 9_000, errors: 0 }, false],
  [{ requests: 12, errors: 11 }, { requests: 100, errors: 0 }, true],
  [{ requests: 3, errors: 3 }, { requests: 100, errors: 0 }, false],
  [{ requests: 0, errors: 0 }, { requests: 0, errors: 0 }, false],
])('new %o beside old %o stops: %s', (next, old, stops) => {
  expect(shouldStop(next, old)).toBe(stops)
})
