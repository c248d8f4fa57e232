import { expect, it } from 'vitest'
import { secretAdvice } from './secret-advice.ts'

const NOW = Date.UTC(2026, 10, 25)
const hoursAgo = (hours: number) => NOW - hours * 3_600_000

/** The advice on each of the secrets that were last used so many hours ago. */
const adviceOn = (...lastUsed: (number | null)[]) => {
  const all = lastUsed.map((hours, position) => ({
    position,
    lastUsedAt: hours === null ? null : hoursAgo(hours),
  }))
  return all.map((secret) => secretAdvice(secret, all, NOW))
}

it('lets an old secret go when it was silent for a day and another one works', () => {
  expect(adviceOn(26, 0.5)).toEqual(['last used 26 h ago, safe to remove', 'in use, last within the hour'])
})

it('keeps an old secret that was used within a day', () => {
  expect(adviceOn(23, 1)).toEqual(['in use, last 23 h ago', 'in use, last 1 h ago'])
})

it('keeps an old secret while nothing came in by another, however silent it was', () => {
  expect(adviceOn(26, null)).toEqual([
    'last used 26 h ago; keep it until another one is used',
    'never used; keep it until another one is used',
  ])
  expect(adviceOn(26, 30)[0]).toContain('keep it')
})

it('never calls the only secret safe to remove', () => {
  expect(adviceOn(500)).toEqual(['in use, last 500 h ago'])
  expect(adviceOn(null)).toEqual(['never used yet'])
})

it('lets one go that was never used', () => {
  expect(adviceOn(null, 0)[0]).toBe('never used, safe to remove')
})
