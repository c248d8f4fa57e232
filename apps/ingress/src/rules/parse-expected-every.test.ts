import { expect, it } from 'vitest'
import { parseExpectedEvery } from './parse-expected-every.ts'

it('reads hours and minutes by source', () => {
  const { everyMs, faults } = parseExpectedEvery(' stripe=6h\n github=90m ')

  expect([...everyMs]).toEqual([
    ['stripe', 21_600_000],
    ['github', 5_400_000],
  ])
  expect(faults).toEqual([])
})

it.each(['stripe', 'stripe=', 'stripe=6', 'stripe=6d', 'stripe=0h', '=6h', 'stripe=-1h'])(
  'names %s, which says nothing, and keeps the rest',
  (part) => {
    const { everyMs, faults } = parseExpectedEvery(`${part} github=1h`)

    expect(faults).toEqual([part])
    expect([...everyMs.keys()]).toEqual(['github'])
  },
)
